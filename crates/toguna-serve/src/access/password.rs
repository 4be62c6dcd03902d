//! Passwords, kept as argon2id hashes in PHC's notation.

use std::sync::OnceLock;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};

use super::AccountError;

/// Least letters of a password.
const LEAST: usize = 12;
/// Most bytes of a password; hashing more only costs.
const MOST: usize = 1024;

/// The hash of a new password, or why it is none.
pub(super) fn hash(password: &str) -> Result<String, AccountError> {
    if password.chars().count() < LEAST || password.len() > MOST {
        return Err(AccountError::Password);
    }
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| AccountError::Hash(error.to_string()))
}

/// Whether a password is the one of a hash. Without a hash it takes as long, so that the time tells no name.
pub(super) fn fits(password: &str, hash: Option<&str>) -> bool {
    static NOBODY: OnceLock<String> = OnceLock::new();
    let known = hash.is_some();
    let hash =
        hash.unwrap_or_else(|| NOBODY.get_or_init(|| self::hash("nobody has this password").unwrap_or_default()));
    let verified = PasswordHash::new(hash).is_ok_and(|hash| {
        password.len() <= MOST && Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
    });
    verified && known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_hash_alone() {
        let hash = hash("four words in a row").expect("a password");
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert!(fits("four words in a row", Some(&hash)));
        assert!(!fits("four words in a raw", Some(&hash)));
        assert!(!fits("four words in a row", None));
        assert!(!fits("nobody has this password", None));
    }

    #[test]
    fn a_short_password_is_refused() {
        assert!(hash("elevenchars").is_err());
        assert!(hash(&"x".repeat(MOST + 1)).is_err());
    }
}
