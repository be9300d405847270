//! The rules for text in a request: email addresses, usernames, slugs, names, URLs.
//!
//! Each check takes the parameter's name and its value. It returns an error entry in Clerk's words if the value breaks
//! the rule.

use reqwest::Url;

use super::error::ErrorEntry;

/// A check of one text value.
pub(super) type Check = fn(&str, &str) -> Option<ErrorEntry>;

/// Any text is valid.
pub(super) fn any(_: &str, _: &str) -> Option<ErrorEntry> {
    None
}

/// An email address: one `@`, a local part, and a dotted domain.
pub(super) fn email(param: &str, value: &str) -> Option<ErrorEntry> {
    let valid = value.split_once('@').is_some_and(|(local, domain)| {
        let labels: Vec<&str> = domain.split('.').collect();
        value.len() <= 254
            && !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
            && labels.len() > 1
            && labels.iter().all(|label| host_label(label))
    });
    (!valid).then(|| format_invalid(param, format!("{param} must be a valid email address.")))
}

fn host_label(label: &str) -> bool {
    !label.is_empty()
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// A phone number in E.164 form: `+` and 7 to 15 digits.
pub(super) fn phone(param: &str, value: &str) -> Option<ErrorEntry> {
    let valid = value.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    (!valid).then(|| {
        format_invalid(
            param,
            format!("{param} must be a valid phone number according to E.164 international standard."),
        )
    })
}

/// A web3 wallet address: `0x` and 40 hexadecimal digits.
pub(super) fn web3_wallet(param: &str, value: &str) -> Option<ErrorEntry> {
    let valid = value
        .strip_prefix("0x")
        .is_some_and(|digits| digits.len() == 40 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
    (!valid).then(|| format_invalid(param, format!("{param} must be a valid web3 wallet address.")))
}

/// A username: 4 to 64 letters, digits, `_` and `-`, and not digits alone.
pub(super) fn username(param: &str, value: &str) -> Option<ErrorEntry> {
    let length = value.chars().count();
    let (code, message) = if !(4..=64).contains(&length) {
        ("form_username_invalid_length", "Username must be between 4 and 64 characters long.")
    } else if !value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-') {
        ("form_username_invalid_character", "Username can only contain letters, numbers and '_' or '-'.")
    } else if value.bytes().all(|byte| byte.is_ascii_digit()) {
        ("form_username_needs_non_number_char", "Username must contain one non-number character.")
    } else {
        return None;
    };
    Some(ErrorEntry::param(param, code, message, message))
}

/// A password: at least 8 characters and at most 72 bytes.
pub(super) fn password(param: &str, value: &str) -> Option<ErrorEntry> {
    let (code, message) = if value.chars().count() < 8 {
        ("form_password_length_too_short", "Passwords must be 8 characters or more.")
    } else if value.len() > 72 {
        ("form_password_size_in_bytes_exceeded", "Your password is too long. Please use a shorter one.")
    } else {
        return None;
    };
    Some(ErrorEntry::param(param, code, message, message))
}

/// The name of an organization: 1 to 256 characters without URLs or HTML.
pub(super) fn organization_name(param: &str, value: &str) -> Option<ErrorEntry> {
    if value.trim().is_empty() {
        return Some(value_invalid(param, format!("{param} is invalid. Must be not empty")));
    }
    if value.chars().count() > 256 {
        return Some(ErrorEntry::param(
            param,
            "form_param_max_length_exceeded",
            "exceeds maximum length",
            format!("{param} should not exceed 256 characters."),
        ));
    }
    (value.contains("://") || value.contains(['<', '>'])).then(|| {
        ErrorEntry::param(
            param,
            "form_param_value_invalid",
            "invalid organization name",
            format!("The organization name {value:?} is invalid: it may not contain URLs or HTML"),
        )
    })
}

/// The slug of an organization: lowercase letters, digits and dashes.
pub(super) fn slug(param: &str, value: &str) -> Option<ErrorEntry> {
    let valid = !value.is_empty()
        && value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    (!valid).then(|| {
        format_invalid(param, format!("{param} can only contain lowercase alphanumeric characters and the dash \"-\"."))
    })
}

/// An absolute URL with a host.
pub(super) fn url(param: &str, value: &str) -> Option<ErrorEntry> {
    let valid = Url::parse(value).is_ok_and(|url| url.has_host());
    (!valid).then(|| format_invalid(param, format!("{param} must be a valid url.")))
}

/// The email template of an instance invitation.
pub(super) fn invitation_template(param: &str, value: &str) -> Option<ErrorEntry> {
    one_of(param, value, &["invitation", "waitlist_invitation"])
}

/// The status of an email address or phone number of a new user.
pub(super) fn identification_status(param: &str, value: &str) -> Option<ErrorEntry> {
    one_of(param, value, &["verified", "reserved"])
}

/// One of a fixed set of values.
pub(super) fn one_of(param: &str, value: &str, allowed: &[&str]) -> Option<ErrorEntry> {
    (!allowed.contains(&value)).then(|| {
        value_invalid(
            param,
            format!(
                "{value} does not match the allowed values for parameter {param}. Allowed values: {}",
                allowed.join(", ")
            ),
        )
    })
}

/// The entry for a value that has the right type but is not allowed.
pub(super) fn value_invalid(param: &str, long_message: String) -> ErrorEntry {
    ErrorEntry::param(param, "form_param_value_invalid", "is invalid", long_message)
}

fn format_invalid(param: &str, long_message: String) -> ErrorEntry {
    ErrorEntry::param(param, "form_param_format_invalid", "is invalid", long_message)
}
