//! The files that documents were read from, in the folders that whoever serves names. A file is shown only while its bytes are
//! those that were read.

use std::io::Read;
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};
use toguna_record::Original;

use crate::problem::Problem;

/// Most bytes of a file that is shown.
const MOST: u64 = 64 << 20;

/// Folders that were read into the record.
#[derive(Debug, Default)]
pub(crate) struct Originals(Vec<PathBuf>);

impl Originals {
    pub(crate) fn below(folders: Vec<PathBuf>) -> Originals {
        Originals(folders)
    }

    /// Whether any folder is named.
    pub(crate) fn known(&self) -> bool {
        !self.0.is_empty()
    }

    /// The bytes that a document was read from, or why there are none.
    pub(crate) fn find(&self, wanted: &Original) -> Result<Vec<u8>, Problem> {
        if !self.known() {
            let why = "the record keeps the text of a document, not its file; start the server with --originals and the \
                       folder that was read";
            return Err(Problem::missing(why));
        }
        let found = self.0.iter().filter_map(|folder| read(&below(folder, &wanted.name)?));
        found.into_iter().find(|bytes| hex(bytes) == wanted.bytes_sha256).ok_or_else(|| {
            Problem::missing(format!(
                "'{}' is not in the --originals as it was read: it is gone, or has changed",
                wanted.name
            ))
        })
    }
}

/// The path of a name in a folder; none for a name that leads out of it.
fn below(folder: &Path, name: &str) -> Option<PathBuf> {
    let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    inside.then(|| folder.join(name))
}

fn read(path: &Path) -> Option<Vec<u8>> {
    // Only of a plain file: to open a pipe would wait for its other end.
    let plain = std::fs::metadata(path).ok().filter(|found| found.is_file() && found.len() <= MOST)?;
    let mut bytes = Vec::with_capacity(usize::try_from(plain.len()).ok()?);
    std::fs::File::open(path).ok()?.take(MOST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_shown_as_it_was_read_and_from_its_folder_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join("in");
        std::fs::create_dir(&inside).expect("a folder");
        std::fs::write(inside.join("a.txt"), "as read").expect("a file");
        std::fs::write(folder.path().join("b.txt"), "as read").expect("a file");
        let wanted = |name: &str| Original { name: name.into(), bytes_sha256: hex(b"as read") };
        let originals = Originals::below(vec![folder.path().join("gone"), inside.clone()]);
        assert_eq!(originals.find(&wanted("a.txt")).ok().as_deref(), Some(&b"as read"[..]));
        assert!(originals.find(&wanted("../b.txt")).is_err());
        assert!(originals.find(&wanted(&folder.path().join("b.txt").to_string_lossy())).is_err());
        assert!(originals.find(&wanted("")).is_err());
        std::fs::write(inside.join("a.txt"), "not as read").expect("a file");
        assert!(originals.find(&wanted("a.txt")).is_err());
        assert!(Originals::default().find(&wanted("a.txt")).is_err());
    }
}
