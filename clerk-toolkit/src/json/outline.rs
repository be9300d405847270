//! One member of a message that cannot be parsed, such as its id.

use super::tokens::{Kind, Tokens};

/// The text or the number that is a member of the outermost object. `None` if the text has no such member, if its value
/// is another one or incomplete, or if the text has several with different values.
pub(crate) fn member<'a>(text: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let mut tokens = Tokens::of(text);
    let (Kind::Open, open) = tokens.next()? else { return None };
    if text[open] != *b"{" {
        return None;
    }
    let mut found: Option<&[u8]> = None;
    let mut key: Option<&[u8]> = None;
    let mut is_value = false;
    while let Some((kind, range)) = tokens.next() {
        match kind {
            Kind::Open => {
                tokens.skip_container();
            }
            Kind::Close => break,
            Kind::Comma => (key, is_value) = (None, false),
            Kind::Colon => is_value = true,
            Kind::Text if !is_value => key = Some(&text[range]),
            // The last token may be incomplete.
            Kind::Text | Kind::Word if is_value && range.end < text.len() && key.is_some_and(|key| is(key, name)) => {
                let value = &text[range];
                if found.is_some_and(|found| found != value) {
                    return None;
                }
                found = Some(value);
            }
            Kind::Text | Kind::Word => {}
        }
    }
    found
}

fn is(key: &[u8], name: &str) -> bool {
    serde_json::from_slice::<String>(key).is_ok_and(|key| key == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn id(text: &str, expected: Option<&str>) {
        assert_eq!(member(text.as_bytes(), "id"), expected.map(str::as_bytes), "{text}");
    }

    #[test]
    fn the_member_is_found_in_text_that_is_not_json() {
        id(r#"{"id":7,"method":"ping",}"#, Some("7"));
        id(r#" { "method":"ping" , "id" : "a" } x"#, Some("\"a\""));
        id(r#"{"params":{"id":1,"x":[{"id":2}]},"id":-3,"#, Some("-3"));
        id(r#"{"\u0069d":7,"broken":"#, Some("7"));
        id(r#"{"text":"\"id\":5,","id":6,nonsense"#, Some("6"));
        id(r#"{"id":7,"id":7}"#, Some("7"));
    }

    #[test]
    fn an_incomplete_or_ambiguous_member_is_not_found() {
        for text in
            ["", "{", "[7]", r#"["id",7]"#, r#"{"id":12"#, r#"{"id":"a"#, r#"{"id":{"id":1}}"#, r#"{"a":"id","b":1}"#]
        {
            id(text, None);
        }
        id(r#"{"id":1,"id":2}"#, None);
        id(r#"{"a":1}{"id":2}"#, None);
    }
}
