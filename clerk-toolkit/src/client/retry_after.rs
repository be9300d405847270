//! The `Retry-After` header: a number of seconds, with or without a fraction, or an HTTP date.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// The longest wait that is kept, about 136 years. It is a whole number of seconds that every language can represent.
const LONGEST: Duration = Duration::from_secs(u32::MAX as u64);

/// How long to wait, counted from the response. `None` if the header is absent or has none of the known forms.
///
/// A date is compared with the response's `Date` header, so that this machine's clock does not matter. If there are
/// several headers, the longest wait counts.
pub(super) fn read(headers: &HeaderMap) -> Option<Duration> {
    let values = headers.get_all(RETRY_AFTER).iter().filter_map(|value| value.to_str().ok());
    values.filter_map(|text| wait(text.trim(), headers)).max()
}

fn wait(text: &str, headers: &HeaderMap) -> Option<Duration> {
    seconds(text).or_else(|| until(text, headers)).or_else(|| {
        // A proxy may join several headers into one.
        text.split(',').filter_map(|part| seconds(part.trim())).max()
    })
}

/// A number in plain decimal notation. A number that is too large becomes the longest wait.
fn seconds(text: &str) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let seconds = text.parse().ok()?;
    Some(Duration::try_from_secs_f64(seconds).map_or(LONGEST, |wait| wait.min(LONGEST)))
}

/// The time until an HTTP date; zero if it has passed.
fn until(text: &str, headers: &HeaderMap) -> Option<Duration> {
    let date = httpdate::parse_http_date(text).ok()?;
    let sent = headers.get(DATE).and_then(|date| httpdate::parse_http_date(date.to_str().ok()?.trim()).ok());
    let wait = date.duration_since(sent.unwrap_or_else(SystemTime::now)).unwrap_or_default();
    Some(wait.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    const DATE_SENT: &str = "Wed, 25 Nov 2026 12:00:00 GMT";

    fn after(values: &[&str]) -> Option<Duration> {
        let mut headers = HeaderMap::from_iter([(DATE, HeaderValue::from_static(DATE_SENT))]);
        for value in values {
            headers.append(RETRY_AFTER, HeaderValue::from_str(value).expect("a header value"));
        }
        read(&headers)
    }

    #[test]
    fn seconds_may_have_a_fraction() {
        for (text, millis) in [("0", 0), ("7", 7_000), (" 7 ", 7_000), ("1.5", 1_500), ("0.25", 250), ("007", 7_000)] {
            assert_eq!(after(&[text]), Some(Duration::from_millis(millis)), "{text}");
        }
    }

    #[test]
    fn a_date_is_relative_to_the_response() {
        for (text, seconds) in [
            ("Wed, 25 Nov 2026 12:00:09 GMT", 9),
            ("Wednesday, 25-Nov-26 12:01:00 GMT", 60),
            ("Wed Nov 25 12:00:03 2026", 3),
            ("Wed, 25 Nov 2026 11:59:00 GMT", 0),
            (DATE_SENT, 0),
        ] {
            assert_eq!(after(&[text]), Some(Duration::from_secs(seconds)), "{text}");
        }
    }

    #[test]
    fn a_date_without_a_date_header_is_relative_to_now() {
        let header = |time: SystemTime| HeaderValue::from_str(&httpdate::fmt_http_date(time)).expect("a header value");
        let later = SystemTime::now() + Duration::from_secs(3_600);
        let wait = read(&HeaderMap::from_iter([(RETRY_AFTER, header(later))])).expect("a date");
        assert!(wait <= Duration::from_secs(3_600) && wait > Duration::from_secs(3_000), "{wait:?}");
    }

    #[test]
    fn the_longest_of_several_waits_counts() {
        assert_eq!(after(&["1", "5", "soon"]), Some(Duration::from_secs(5)));
        assert_eq!(after(&["1, 5"]), Some(Duration::from_secs(5)));
        assert_eq!(after(&["2", "Wed, 25 Nov 2026 12:00:09 GMT"]), Some(Duration::from_secs(9)));
    }

    #[test]
    fn a_huge_number_is_the_longest_wait() {
        for text in ["99999999999999999999", &"9".repeat(400), "4294967296", "Fri, 31 Dec 9999 23:59:59 GMT"] {
            assert_eq!(after(&[text]), Some(LONGEST), "{text}");
        }
    }

    #[test]
    fn anything_else_is_not_a_wait() {
        for text in ["", "soon", "-1", "+1", "1e3", "inf", "NaN", ".", "1.", ".5", "0x10", "5s", "Wed, 25 Nov 2026"] {
            assert_eq!(after(&[text]), None, "{text}");
        }
        assert_eq!(after(&[]), None);
    }
}
