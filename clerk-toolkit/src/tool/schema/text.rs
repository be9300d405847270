//! The formats of texts that are checked when a tool is called.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use email_address::{EmailAddress, Options};
use regex_lite::Regex;
use url::Url;

const DATE: &str = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const TIME: &str = r"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?";
const ZONE: &str = r"([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";

/// Whether a text has a format. `None` if the format is not checked: it only tells the model what to write.
pub(in crate::tool) fn has_format(text: &str, format: &str) -> Option<bool> {
    static FULL_DATE: LazyLock<Regex> = LazyLock::new(|| whole(DATE));
    static FULL_TIME: LazyLock<Regex> = LazyLock::new(|| whole(&format!("{TIME}{ZONE}")));
    static DATE_TIME: LazyLock<Regex> = LazyLock::new(|| whole(&format!("{DATE}[Tt ]{TIME}{ZONE}")));
    static UUID: LazyLock<Regex> = LazyLock::new(|| whole("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"));
    Some(match format {
        "email" | "idn-email" => {
            EmailAddress::parse_with_options(text, Options::default().without_display_text()).is_ok()
        }
        "uri" | "url" | "iri" => Url::parse(text).is_ok(),
        "ip" => text.parse::<IpAddr>().is_ok(),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "date" => FULL_DATE.is_match(text),
        "time" => FULL_TIME.is_match(text),
        "date-time" => DATE_TIME.is_match(text),
        "uuid" => UUID.is_match(text),
        _ => return None,
    })
}

fn whole(expression: &str) -> Regex {
    Regex::new(&format!("^(?:{expression})$")).expect("the expression is valid")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_checked_by_their_format() {
        let cases = [
            ("email", "ada+clerk_test@example.com", "ada@"),
            ("email", "ada@example.co.uk", "Ada <ada@example.com>"),
            ("uri", "https://example.com/a?b=c#d", "example.com"),
            ("uri", "myapp://open", "/relative"),
            ("ip", "::1", "1.2.3"),
            ("ipv4", "127.0.0.1", "::1"),
            ("ipv6", "::1", "127.0.0.1"),
            ("date", "2026-05-12", "2026-13-12"),
            ("time", "10:00:00Z", "10:00"),
            ("date-time", "2026-05-12T10:00:00.5+02:00", "2026-05-12"),
            ("uuid", "67e55044-10b1-426f-9247-bb680e5fe0c8", "67e55044"),
        ];
        for (format, valid, wrong) in cases {
            assert_eq!(has_format(valid, format), Some(true), "{format} {valid}");
            assert_eq!(has_format(wrong, format), Some(false), "{format} {wrong}");
            assert_eq!(has_format("", format), Some(false), "{format}");
        }
        assert_eq!(has_format("PT1H", "duration"), None);
    }
}
