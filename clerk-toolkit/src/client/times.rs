//! Points in time: a model reads and writes them as RFC 3339 text, and Clerk counts milliseconds for most of them.

use std::fmt;
use std::str::FromStr;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, SecondsFormat, Utc};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::excerpt::excerpt;

/// The maximum number of characters that a message shows of a rejected value.
const SHOWN: usize = 40;

/// A text is not a point in time.
///
/// The message shows the text, escaped and cut to 40 characters, and describes the expected form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{shown} is not a time: expected an RFC 3339 time or a date, such as 2026-05-12T10:00:00Z or 2026-05-12")]
pub struct InvalidTime {
    shown: String,
}

impl InvalidTime {
    fn new(text: &str) -> Self {
        let shown = match text {
            "" => "the empty text".to_owned(),
            _ => format!("`{}`", excerpt(text, SHOWN)),
        };
        Self { shown }
    }
}

/// The types of times: they differ only in what Clerk reads.
macro_rules! times {
    ($($(#[$doc:meta])* $name:ident, $serialize:expr;)+) => {$(
        $(#[$doc])*
        ///
        /// It is read from RFC 3339 text, such as `2026-05-12T10:00:00+02:00`, or from a date, which means its first
        /// moment in UTC. It is displayed as RFC 3339 text in UTC.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl $name {
            /// The time that is this number of milliseconds after 1970-01-01T00:00:00Z.
            pub const fn from_millis(millis: i64) -> Self {
                Self(millis)
            }

            /// The number of milliseconds since 1970-01-01T00:00:00Z.
            pub const fn as_millis(self) -> i64 {
                self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidTime;

            fn from_str(text: &str) -> Result<Self, InvalidTime> {
                parse(text).map(Self).ok_or_else(|| InvalidTime::new(text))
            }
        }

        /// Writes RFC 3339 text in UTC, or the number of milliseconds if the year is not from 0 to 9999.
        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                match rfc3339(self.0) {
                    Some(text) => formatter.write_str(&text),
                    None => self.0.fmt(formatter),
                }
            }
        }

        /// Times before 1970 are negative. Parts of a millisecond are left out.
        impl From<SystemTime> for $name {
            fn from(time: SystemTime) -> Self {
                let millis = |duration: std::time::Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
                Self(match time.duration_since(UNIX_EPOCH) {
                    Ok(after) => millis(after),
                    Err(before) => -millis(before.duration()),
                })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let serialize: fn(&Self, S) -> Result<S::Ok, S::Error> = $serialize;
                serialize(self, serializer)
            }
        }

        /// Reads text only. A number could be meant as seconds or as milliseconds.
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }

        /// A text. The format says that it is RFC 3339 text or a date.
        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "format": "date-time-or-date"})
            }
        }
    )+};
}

times! {
    /// A point in time that Clerk writes and reads as milliseconds since 1970-01-01T00:00:00Z.
    UnixMillis, |time, serializer| serializer.serialize_i64(time.0);

    /// A point in time that Clerk writes and reads as RFC 3339 text.
    Timestamp, |time, serializer| serializer.collect_str(time);
}

impl From<UnixMillis> for Timestamp {
    fn from(time: UnixMillis) -> Self {
        Self(time.0)
    }
}

impl From<Timestamp> for UnixMillis {
    fn from(time: Timestamp) -> Self {
        Self(time.0)
    }
}

/// The milliseconds of a text with a time or a date.
fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    let time = DateTime::parse_from_rfc3339(text);
    // A date becomes a time in one step, because `NaiveDate` also reads signs and years of fewer digits.
    let time = time.or_else(|_| DateTime::parse_from_rfc3339(&format!("{text}T00:00:00Z")));
    Some(time.ok()?.timestamp_millis())
}

/// A time as RFC 3339 text in UTC. `None` if the year has more than four digits.
fn rfc3339(millis: i64) -> Option<String> {
    let time = DateTime::<Utc>::from_timestamp_millis(millis)?;
    let text = time.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    text.starts_with(|first: char| first.is_ascii_digit()).then_some(text)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// 2026-05-12T10:00:00Z.
    const TEN: i64 = 1_778_580_000_000;

    #[test]
    fn times_are_read_with_any_zone_and_without_a_time_of_day() {
        for (text, millis) in [
            ("2026-05-12T10:00:00Z", TEN),
            (" 2026-05-12t12:00:00.25+02:00", TEN + 250),
            ("2026-05-12 10:00:00z", TEN),
            ("2026-05-12", TEN - 10 * 3_600_000),
            ("1969-12-31T23:59:59.999Z", -1),
        ] {
            assert_eq!(text.parse(), Ok(UnixMillis::from_millis(millis)), "{text}");
            assert_eq!(text.parse(), Ok(Timestamp::from_millis(millis)), "{text}");
        }
    }

    #[test]
    fn other_texts_and_numbers_are_refused_with_the_form_that_is_expected() {
        let expected = "expected an RFC 3339 time or a date, such as 2026-05-12T10:00:00Z or 2026-05-12";
        for (text, shown) in [
            ("", "the empty text"),
            ("yesterday", "`yesterday`"),
            ("2026-02-30", "`2026-02-30`"),
            ("2026-05-12T10:00:00", "`2026-05-12T10:00:00`"),
            ("26-05-12", "`26-05-12`"),
            ("+2026-05-1", "`+2026-05-1`"),
            ("1778580000000", "`1778580000000`"),
        ] {
            let error = text.parse::<UnixMillis>().unwrap_err();
            assert_eq!(error.to_string(), format!("{shown} is not a time: {expected}"));
        }
        assert!(serde_json::from_value::<UnixMillis>(json!(TEN)).is_err());
        assert!(serde_json::from_value::<Timestamp>(json!(TEN)).is_err());
    }

    #[test]
    fn clerk_reads_a_number_or_a_text() {
        let written = |millis| {
            let values = (UnixMillis::from_millis(millis), Timestamp::from_millis(millis));
            serde_json::to_value(values).unwrap()
        };
        assert_eq!(written(TEN), json!([TEN, "2026-05-12T10:00:00Z"]));
        assert_eq!(written(TEN + 5)[1], json!("2026-05-12T10:00:00.005Z"));
        let read: Timestamp = serde_json::from_value(Value::from("2026-05-12T10:00:00Z")).unwrap();
        assert_eq!(UnixMillis::from(read).as_millis(), TEN);
    }

    #[test]
    fn a_time_that_rfc_3339_cannot_write_is_displayed_as_a_number() {
        for millis in [i64::MIN, -62_198_755_200_000, 253_402_300_800_000, i64::MAX] {
            assert_eq!(UnixMillis::from_millis(millis).to_string(), millis.to_string());
        }
        assert_eq!(UnixMillis::from_millis(253_402_300_799_999).to_string(), "9999-12-31T23:59:59.999Z");
    }

    #[test]
    fn a_system_time_becomes_milliseconds() {
        let after = UNIX_EPOCH + std::time::Duration::from_micros(1_500);
        let before = UNIX_EPOCH - std::time::Duration::from_millis(3);
        assert_eq!(UnixMillis::from(after).as_millis(), 1);
        assert_eq!(UnixMillis::from(before).as_millis(), -3);
    }
}
