//! How often somebody may ask, and how often somebody may try a password.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Keys that are remembered before those that are quiet again are forgotten.
const MANY: usize = 10_000;

/// Who asks, as far as limits go: an address, of IPv6 the part that one household has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Client(IpAddr);

impl From<IpAddr> for Client {
    fn from(address: IpAddr) -> Client {
        match address {
            IpAddr::V4(_) => Client(address),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                Client(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into())
            }
        }
    }
}

/// The limits of a server that others can reach.
pub(super) struct Limits {
    requests: DefaultKeyedRateLimiter<Client>,
    logins: DefaultKeyedRateLimiter<Client>,
    names: DefaultKeyedRateLimiter<String>,
}

impl Default for Limits {
    fn default() -> Limits {
        let many = |number: u32| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
        Limits {
            requests: RateLimiter::keyed(Quota::per_second(many(100)).allow_burst(many(600))),
            logins: RateLimiter::keyed(Quota::per_minute(many(10))),
            names: RateLimiter::keyed(Quota::per_minute(many(1)).allow_burst(many(30))),
        }
    }
}

impl Limits {
    /// Whether a client may ask now; else how many seconds it has to wait.
    pub(super) fn request(&self, client: Client) -> Result<(), u64> {
        take(&self.requests, client)
    }

    /// Whether a client may try a password for a name now.
    pub(super) fn login(&self, client: Client, name: &str) -> Result<(), u64> {
        take(&self.logins, client)?;
        take(&self.names, name.chars().take(64).collect())
    }
}

fn take<K: Clone + Eq + std::hash::Hash>(limiter: &DefaultKeyedRateLimiter<K>, key: K) -> Result<(), u64> {
    if limiter.len() > MANY {
        limiter.retain_recent();
        limiter.shrink_to_fit();
    }
    let wait = |until: governor::NotUntil<_>| until.wait_time_from(DefaultClock::default().now()).as_secs() + 1;
    limiter.check_key(&key).map_err(wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_asks_too_often_waits_and_others_do_not() {
        let limits = Limits::default();
        let (one, other) = (Client::from(IpAddr::from([192, 0, 2, 1])), Client::from(IpAddr::from([192, 0, 2, 2])));
        let refused = (0..100).find_map(|_| limits.login(one, "Awa").err());
        assert!(refused.is_some_and(|seconds| seconds >= 1));
        assert!(limits.login(other, "Awa").is_ok());
        assert!((0..100_000).any(|_| limits.request(one).is_err()));
        assert!(limits.request(other).is_ok());
    }

    #[test]
    fn a_name_that_is_tried_from_everywhere_is_closed_for_a_while() {
        let limits = Limits::default();
        let refused = (1..100).any(|at| limits.login(Client::from(IpAddr::from([192, 0, 2, at])), "Awa").is_err());
        assert!(refused);
        assert!(limits.login(Client::from(IpAddr::from([192, 0, 2, 200])), "Moussa").is_ok());
    }

    #[test]
    fn one_household_of_ipv6_is_one_client() {
        let at = |text: &str| Client::from(text.parse::<IpAddr>().expect("an address"));
        assert_eq!(at("2001:db8:1:2::1"), at("2001:db8:1:2:ffff::9"));
        assert_ne!(at("2001:db8:1:2::1"), at("2001:db8:1:3::1"));
    }
}
