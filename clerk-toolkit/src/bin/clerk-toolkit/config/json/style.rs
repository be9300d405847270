//! The style of a JSON text. What is added to it should look as if it had always been there.

use clerk_toolkit::serde_json::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::tokens::{Token, TokenAndRange};

pub(super) struct Style {
    /// The end of a line.
    pub(super) newline: &'static str,
    /// One step of indentation.
    pub(super) unit: String,
    /// What follows a colon, and a comma that does not end a line.
    pub(super) space: &'static str,
}

impl Style {
    pub(super) fn of(text: &str, tokens: &[TokenAndRange<'_>]) -> Self {
        let crlf = text.find('\n').is_some_and(|newline| text[..newline].ends_with('\r'));
        // The first indented line is a key of the outermost object.
        let ends = std::iter::once(0).chain(tokens.iter().map(Ranged::end));
        let gaps = ends.zip(tokens).filter_map(|(end, token)| text.get(end..token.start()));
        let unit =
            gaps.filter_map(|gap| gap.rsplit_once('\n')).map(|(_, indent)| indent).find(|indent| !indent.is_empty());
        let colon = tokens.iter().find(|token| token.token == Token::Colon);
        let tight = colon.is_some_and(|colon| !text[colon.end()..].starts_with(char::is_whitespace));
        Self {
            newline: if crlf { "\r\n" } else { "\n" },
            unit: unit.unwrap_or("  ").to_owned(),
            space: if tight { "" } else { " " },
        }
    }

    /// A value after an indentation. With `lines`, each key of an object gets a line.
    pub(super) fn render(&self, value: &Value, indent: &str, lines: bool) -> String {
        let space = self.space;
        match value {
            Value::Object(map) if map.is_empty() => "{}".to_owned(),
            Value::Object(map) => {
                let inner = format!("{indent}{}", self.unit);
                let properties = map.iter().map(|(key, value)| self.property(key, value, &inner, lines));
                let properties: Vec<String> = properties.collect();
                match (lines, self.newline) {
                    (true, newline) => {
                        let properties = properties.join(&format!(",{newline}{inner}"));
                        format!("{{{newline}{inner}{properties}{newline}{indent}}}")
                    }
                    (false, _) => format!("{{{}}}", properties.join(&format!(",{space}"))),
                }
            }
            Value::Array(values) if lines && values.iter().any(Value::is_object) => {
                let inner = format!("{indent}{}", self.unit);
                let values: Vec<String> = values.iter().map(|value| self.render(value, &inner, lines)).collect();
                let newline = self.newline;
                format!("[{newline}{inner}{}{newline}{indent}]", values.join(&format!(",{newline}{inner}")))
            }
            Value::Array(values) => {
                let values: Vec<String> = values.iter().map(|value| self.render(value, indent, false)).collect();
                format!("[{}]", values.join(&format!(",{space}")))
            }
            scalar => scalar.to_string(),
        }
    }

    /// A key and its value.
    pub(super) fn property(&self, key: &str, value: &Value, indent: &str, lines: bool) -> String {
        format!("{}:{}{}", Value::from(key), self.space, self.render(value, indent, lines))
    }
}

/// The white space at the start of the line that contains that byte.
pub(super) fn indent(text: &str, offset: usize) -> &str {
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let line = &text[start..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// Whether only white space precedes that byte on its line.
pub(super) fn is_first(text: &str, offset: usize) -> bool {
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    text[start..offset].trim().is_empty()
}
