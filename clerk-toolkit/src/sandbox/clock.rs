//! Time in Clerk's formats: Unix milliseconds in responses, RFC 3339 in requests.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds in one day.
pub(super) const DAY: i64 = 24 * 60 * 60 * 1000;

/// The current time in Unix milliseconds.
pub(super) fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX))
}

/// The current time, but always later than `previous`, so that a change is visible in `updated_at` even within one
/// millisecond.
pub(super) fn after(previous: i64) -> i64 {
    now().max(previous.saturating_add(1))
}

/// Parses an RFC 3339 date and time (`2012-10-20T07:15:20.902Z`) into Unix milliseconds.
pub(super) fn parse_rfc3339(text: &str) -> Option<i64> {
    let (date, rest) = text.split_once(['T', 't', ' '])?;
    let (year, month, day) = three(date, '-', [4, 2, 2])?;
    let zone = rest.find(['Z', 'z', '+', '-'])?;
    let (time, zone) = rest.split_at_checked(zone)?;
    let (clock, fraction) = match time.split_once('.') {
        Some((clock, fraction)) => (clock, milliseconds(fraction)?),
        None => (time, 0),
    };
    let (hour, minute, second) = three(clock, ':', [2, 2, 2])?;
    let in_range = (1..=12).contains(&month)
        && (1..=days_in_month(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    if !in_range {
        return None;
    }
    let seconds = days_from_epoch(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    Some((seconds - zone_offset(zone)?) * 1000 + fraction)
}

/// Parses three numbers of fixed widths with a separator between them.
fn three(text: &str, separator: char, widths: [usize; 3]) -> Option<(i64, i64, i64)> {
    let mut parts = text.split(separator);
    let mut next = |width| parts.next().and_then(|part| number(part, width));
    let found = (next(widths[0])?, next(widths[1])?, next(widths[2])?);
    parts.next().is_none().then_some(found)
}

fn number(text: &str, width: usize) -> Option<i64> {
    let digits = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

fn milliseconds(fraction: &str) -> Option<i64> {
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{fraction:0<3}").get(..3)?.parse().ok()
}

fn zone_offset(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let offset = hours * 3600 + minutes * 60;
    Some(if zone.starts_with('-') { -offset } else { offset })
}

fn days_in_month(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days from 1970-01-01 to a date of the Gregorian calendar. Years are counted from March, so that a leap day is the
/// last day of its year.
fn days_from_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_parsed_in_every_time_zone() {
        let cases = [
            ("1970-01-01T00:00:00Z", 0),
            ("2012-10-20T07:15:20.902Z", 1_350_717_320_902),
            ("2024-02-29T23:59:59.5+02:00", 1_709_243_999_500),
            ("1969-12-31T23:00:00-01:00", 0),
        ];
        for (text, milliseconds) in cases {
            assert_eq!(parse_rfc3339(text), Some(milliseconds), "{text}");
        }
    }

    #[test]
    fn invalid_dates_are_refused() {
        for text in [
            "",
            "2024",
            "2023-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00+2:00",
            "2024-01-01",
        ] {
            assert_eq!(parse_rfc3339(text), None, "{text}");
        }
    }

    #[test]
    fn the_time_of_a_change_is_always_later() {
        let far = now() + DAY;
        assert_eq!(after(far), far + 1);
    }
}
