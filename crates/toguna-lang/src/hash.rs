//! Feature hashing: every feature of the perceptrons is one 32-bit key, mixed from small numbers without allocation.

const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// Mixes one more value into a hash (the multiply-and-rotate of FxHash, whose high bits are good).
#[inline(always)]
pub(crate) fn mix(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(23) ^ value).wrapping_mul(K)
}

/// The key of a mixed hash.
#[inline(always)]
pub(crate) fn key(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The hash of a run of characters, fed one at a time.
#[inline(always)]
pub(crate) fn chars(characters: impl Iterator<Item = char>) -> u64 {
    characters.fold(0x51_7C_C1, |hash, c| mix(hash, c as u64))
}

/// A small deterministic generator (SplitMix64), for shuffles and for exploring in training.
#[derive(Default)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(K);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// Puts a slice in random order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
