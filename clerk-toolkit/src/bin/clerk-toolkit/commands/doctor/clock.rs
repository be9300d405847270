//! This machine's clock against the server's.

use std::time::Duration;

use super::reach::Response;
use super::report::Report;

/// The `Date` header has whole seconds, and the response takes time to arrive.
const TOLERATED: Duration = Duration::from_secs(5);

/// A session token is valid for this long, so a larger difference breaks every check of one.
const TOKEN: Duration = Duration::from_secs(60);

/// Compares the clocks.
pub(super) fn check(response: &Response, report: &mut Report) {
    let Some(date) = response.date.as_deref().and_then(|date| httpdate::parse_http_date(date).ok()) else {
        report.ok("clock", "not checked: the server sends no date");
        return;
    };
    let (difference, direction) = match response.arrived.duration_since(date) {
        Ok(ahead) => (ahead, "ahead of"),
        Err(behind) => (behind.duration(), "behind"),
    };
    if difference <= TOLERATED {
        report.ok("clock", "this machine's clock agrees with the server's");
        return;
    }
    let message = format!("this machine's clock is {} seconds {direction} the server's", difference.as_secs());
    let remedy =
        "Synchronize the clock (NTP). Session tokens are valid for 60 seconds, and certificates have dates too.";
    match difference < TOKEN {
        true => report.warning("clock", message, remedy),
        false => report.problem("clock", message, remedy),
    }
}
