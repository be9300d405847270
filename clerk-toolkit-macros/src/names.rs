//! The names that models and people read.

/// `get_user` as a JSON name: `getUser`. Without the leading `_` or `r#`, which mean nothing to a model.
pub(crate) fn camel_case(rust: &str) -> String {
    let mut camel = String::with_capacity(rust.len());
    let mut upper = false;
    for c in plain(rust).chars() {
        match c {
            '_' => upper = !camel.is_empty(),
            c if upper => {
                camel.extend(c.to_uppercase());
                upper = false;
            }
            c => camel.push(c),
        }
    }
    camel
}

/// `get_user` as a title: `Get user`.
pub(crate) fn title(rust: &str) -> String {
    let words = plain(rust).replace('_', " ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => words,
    }
}

/// Whether every client accepts this name of a tool: 1 to 64 characters of `A-Za-z0-9_-`.
pub(crate) fn is_tool_name(name: &str) -> bool {
    (1..=64).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// Whether every client accepts this name of an argument: 1 to 64 characters of `A-Za-z0-9_.-`.
pub(crate) fn is_argument_name(name: &str) -> bool {
    is_tool_name(&name.replace('.', "_"))
}

fn plain(rust: &str) -> &str {
    rust.trim_start_matches("r#").trim_matches('_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rust_names_become_json_names_and_titles() {
        for (rust, camel, human) in [
            ("get_user", "getUser", "Get user"),
            ("r#type", "type", "Type"),
            ("_unused_id", "unusedId", "Unused id"),
            ("a__b", "aB", "A  b"),
            ("list2_items", "list2Items", "List2 items"),
        ] {
            assert_eq!((camel_case(rust).as_str(), title(rust).as_str()), (camel, human));
        }
    }

    #[test]
    fn only_names_that_every_client_accepts_are_valid() {
        for good in ["getUser", "a", "A_b-9", &"x".repeat(64)] {
            assert!(is_tool_name(good), "{good}");
        }
        for bad in ["", "get user", "users.get", "größe", &"x".repeat(65)] {
            assert!(!is_tool_name(bad), "{bad}");
        }
        assert!(is_argument_name("a.b") && !is_argument_name("a b"));
    }
}
