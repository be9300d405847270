//! Decides whether to retry a failed attempt, and after how long.
//!
//! A retry must not apply a change twice. Over the rate limit, Clerk has done nothing. Without a connection, nothing was
//! sent. `GET` and `PUT` have the same effect however often they are sent. `DELETE` is not retried, although HTTP calls
//! it idempotent: if the first attempt succeeded and its response was lost, the second would return 404, and the caller
//! would believe that nothing was deleted.

use std::time::Duration;

use reqwest::Method;

use super::error::{ClerkError, TimeLimit};

/// The longest `Retry-After` that the client waits for. A longer one is left to the caller.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// The wait before the first retry if there is no `Retry-After`. It doubles with each retry.
const FIRST_WAIT: Duration = Duration::from_millis(250);

/// How long to wait before the next retry, after `retries` retries. `None` if there should be no retry.
pub(super) fn wait(method: &Method, error: &ClerkError, retries: u32) -> Option<Duration> {
    if !error.is_retryable() {
        return None;
    }
    let repeatable = matches!(*method, Method::GET | Method::PUT);
    let wait = match error {
        ClerkError::Api(api) if repeatable => api.retry_after.unwrap_or_else(|| backoff(retries)),
        ClerkError::Api(api) if api.status == 429 => api.retry_after?,
        ClerkError::Connect { .. } | ClerkError::Timeout { limit: TimeLimit::Connect, .. } => backoff(retries),
        ClerkError::Transport { .. } if repeatable => backoff(retries),
        _ => return None,
    };
    (wait <= LONGEST_WAIT).then_some(wait)
}

fn backoff(retries: u32) -> Duration {
    FIRST_WAIT.saturating_mul(2_u32.saturating_pow(retries)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeout(limit: TimeLimit) -> ClerkError {
        ClerkError::Timeout { limit, after: Duration::from_secs(5), method: Method::GET }
    }

    #[test]
    fn backoff_doubles_up_to_the_limit() {
        let connect = timeout(TimeLimit::Connect);
        let waits: Vec<_> = [0, 1, 2, 40].map(|retries| wait(&Method::POST, &connect, retries).unwrap()).into();
        assert_eq!(waits, [250, 500, 1000, 10_000].map(Duration::from_millis));
    }

    #[test]
    fn an_attempt_that_may_have_succeeded_is_not_retried() {
        assert_eq!(wait(&Method::GET, &timeout(TimeLimit::Total), 0), None);
        assert_eq!(wait(&Method::GET, &ClerkError::ResponseTooLarge { limit: 1 }, 0), None);
    }
}
