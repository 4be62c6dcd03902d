//! Things that are joined, directly or through others.

/// Numbered things, each of one class.
#[derive(Clone, Debug, Default)]
pub(crate) struct Union {
    parent: Vec<usize>,
}

impl Union {
    /// So many things, each a class of its own.
    pub(crate) fn of(count: usize) -> Union {
        Union { parent: (0..count).collect() }
    }

    /// Makes one class of two.
    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }

    /// For each thing its class: the least of its members.
    pub(crate) fn classes(mut self) -> Vec<usize> {
        for at in 0..self.parent.len() {
            // A parent is never greater than its child, so it is settled before.
            self.parent[at] = self.parent[self.parent[at]];
        }
        self.parent
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }
}
