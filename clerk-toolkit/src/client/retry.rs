//! When a failed attempt is worth another, and after how long.
//!
//! Only where it cannot do a thing twice: over the rate limit Clerk has not acted, without a connection nothing was
//! sent, and `GET` and `PUT` do the same however often they are sent. `DELETE` is not repeated although HTTP calls it
//! idempotent: where the first one was carried out and its answer lost, the second is answered 404, and the caller
//! would learn that nothing was deleted.

use std::time::Duration;

use reqwest::Method;

use super::error::{ClerkError, TimeLimit};

/// The longest `Retry-After` that is waited for here; with a longer one the caller has better things to do.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// The wait before the first repeat of a failure that names none; each further one is twice as long.
const FIRST_WAIT: Duration = Duration::from_millis(250);

/// How long to wait before repeating, after `repeats` repeats so far; `None` where it should not be repeated.
pub(super) fn wait(method: &Method, error: &ClerkError, repeats: u32) -> Option<Duration> {
    let wait = match error {
        ClerkError::Api(api) if api.status == 429 => api.retry_after?,
        ClerkError::Api(api)
            if api.status >= 500 && matches!(*method, Method::GET | Method::PUT) =>
        {
            api.retry_after.unwrap_or_else(|| backoff(repeats))
        }
        ClerkError::Connect(_)
        | ClerkError::Timeout {
            limit: TimeLimit::Connect,
            ..
        } => backoff(repeats),
        _ => return None,
    };
    (wait <= LONGEST_WAIT).then_some(wait)
}

fn backoff(repeats: u32) -> Duration {
    FIRST_WAIT
        .saturating_mul(2_u32.saturating_pow(repeats))
        .min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONNECT: ClerkError = ClerkError::Timeout {
        limit: TimeLimit::Connect,
        after: Duration::from_secs(5),
    };

    #[test]
    fn backoff_doubles_up_to_the_cap() {
        let waits: Vec<_> = [0, 1, 2, 40]
            .map(|repeats| wait(&Method::POST, &CONNECT, repeats).unwrap())
            .into();
        assert_eq!(waits, [250, 500, 1000, 10_000].map(Duration::from_millis));
    }

    #[test]
    fn what_may_have_been_done_is_not_repeated() {
        let total = ClerkError::Timeout {
            limit: TimeLimit::Total,
            after: Duration::from_secs(30),
        };
        assert_eq!(wait(&Method::GET, &total, 0), None);
        assert_eq!(
            wait(&Method::GET, &ClerkError::AnswerTooLarge { limit: 1 }, 0),
            None
        );
    }
}
