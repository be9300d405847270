//! Finds the next place of a JSON text to change, and the change.

use std::ops::Range;

use clerk_toolkit::serde_json::Value;
use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::tokens::{Token, TokenAndRange};

use super::Parsed;
use super::style::{Style, indent, is_first};

/// New texts for ranges of bytes, in the order of the text.
pub(super) type Change = Vec<(Range<usize>, String)>;

pub(super) fn apply(text: &str, change: Change) -> String {
    let mut text = text.to_owned();
    for (range, replacement) in change.into_iter().rev() {
        text.replace_range(range, &replacement);
    }
    text
}

/// The first change that brings a node closer to the wanted value.
///
/// Nodes with equal values are skipped, so that duplicate keys of the user stay.
pub(super) fn next(parsed: &Parsed<'_>, node: &ast::Value<'_>, now: &Value, wanted: &Value) -> Option<Change> {
    if now == wanted {
        return None;
    }
    let style = Style::of(parsed.text, &parsed.tokens);
    match (node, now, wanted) {
        // An object that becomes empty, and contains no comment, becomes `{}`.
        (ast::Value::Object(object), _, Value::Object(wanted))
            if wanted.is_empty() && !has_comment(parsed, object.start()..object.end()) =>
        {
            Some(vec![(object.start()..object.end(), "{}".to_owned())])
        }
        (ast::Value::Object(object), Value::Object(now), Value::Object(wanted)) => {
            for (key, now) in now {
                let property = object.get(key)?;
                match wanted.get(key) {
                    None => return Some(removal(parsed, property.start()..property.end())),
                    Some(wanted) => {
                        if let Some(change) = next(parsed, &property.value, now, wanted) {
                            return Some(change);
                        }
                    }
                }
            }
            let (key, value) = wanted.iter().find(|(key, _)| !now.contains_key(*key))?;
            let items: Vec<_> = object.properties.iter().map(|property| property.start()..property.end()).collect();
            let render = |indent: &str, lines| style.property(key, value, indent, lines);
            Some(addition(parsed, &style, object.start()..object.end(), &items, render))
        }
        (ast::Value::Array(array), Value::Array(now), Value::Array(wanted))
            if wanted.len() > now.len() && wanted.starts_with(now) && wanted[now.len()].is_object() =>
        {
            let items: Vec<_> = array.elements.iter().map(|element| element.start()..element.end()).collect();
            let render = |indent: &str, lines| style.render(&wanted[now.len()], indent, lines);
            Some(addition(parsed, &style, array.start()..array.end(), &items, render))
        }
        (ast::Value::Array(array), Value::Array(now), Value::Array(wanted))
            if now.iter().all(Value::is_object) && has_fewer(now, wanted) =>
        {
            let differs = now.iter().zip(wanted).position(|(now, wanted)| now != wanted);
            let gone = array.elements.get(differs.unwrap_or(wanted.len()))?;
            Some(removal(parsed, gone.start()..gone.end()))
        }
        _ => {
            let place = node.start()..node.end();
            let lines = parsed.text[place.clone()].contains('\n') || is_last(parsed.text, place.end);
            Some(vec![(place.clone(), style.render(wanted, indent(parsed.text, place.start), lines))])
        }
    }
}

/// Whether the wanted list is the present one without some of its items.
fn has_fewer(now: &[Value], wanted: &[Value]) -> bool {
    let mut rest = now.iter();
    wanted.len() < now.len() && wanted.iter().all(|wanted| rest.any(|now| now == wanted))
}

/// Whether nothing but a comma follows that byte on its line.
fn is_last(text: &str, offset: usize) -> bool {
    let rest = text[offset..].split('\n').next().unwrap_or_default();
    rest.trim().trim_start_matches(',').is_empty() && text[offset..].contains('\n')
}

/// Adds an item at the end of an object or array, after its comments.
fn addition(
    parsed: &Parsed<'_>,
    style: &Style,
    container: Range<usize>,
    items: &[Range<usize>],
    render: impl Fn(&str, bool) -> String,
) -> Change {
    let text = parsed.text;
    let close = container.end - 1;
    let inside = |token: &&TokenAndRange<'_>| token.end() <= close;
    let at = parsed.tokens.iter().rev().find(inside).map_or(container.start + 1, Ranged::end);
    let last = items.last().map(|item| item.end);
    let is_comma = |token: &TokenAndRange<'_>| {
        token.token == Token::Comma && last.is_some_and(|last| token.start() >= last) && token.end() <= close
    };
    let comma = parsed.tokens.iter().any(is_comma);

    let outer = indent(text, container.start);
    let lines = text[container.clone()].contains('\n') || items.is_empty() && in_lines(parsed);
    let first = items.iter().rev().find(|item| is_first(text, item.start));
    let inner = first.map_or_else(|| format!("{outer}{}", style.unit), |item| indent(text, item.start).to_owned());

    let before = match (lines, items.is_empty()) {
        (true, _) => format!("{}{inner}", style.newline),
        (false, true) => String::new(),
        (false, false) => style.space.to_owned(),
    };
    let after = if comma { "," } else { "" };
    let item = format!("{before}{}{after}", render(&inner, lines));
    let mut change = Vec::new();
    if let (Some(last), false) = (last, comma) {
        change.push((last..last, ",".to_owned()));
    }
    match lines && !text[at..close].contains('\n') {
        true => change.push((at..close, format!("{item}{}{outer}", style.newline))),
        false => change.push((at..at, item)),
    }
    change
}

/// Whether the keys of the text are on lines of their own, or the text has no keys.
fn in_lines(parsed: &Parsed<'_>) -> bool {
    match &parsed.root {
        Some(root) if !root.properties.is_empty() => parsed.text[root.start()..root.end()].contains('\n'),
        _ => true,
    }
}

/// Removes an item and the comma that separates it from the others. Comments stay.
fn removal(parsed: &Parsed<'_>, item: Range<usize>) -> Change {
    let previous = parsed.tokens.iter().rev().find(|token| token.end() <= item.start);
    let next = parsed.tokens.iter().find(|token| token.start() >= item.end && !is_comment(token));
    let comma = next.filter(|next| next.token == Token::Comma);
    let end = comma.map_or(item.end, |comma| comma.end());
    // The white space before the item goes too, unless it contains the line end that a comment needs.
    let start = match previous {
        Some(previous) if !matches!(previous.token, Token::CommentLine(_)) || is_line_end(parsed.text, end) => {
            previous.end()
        }
        _ => item.start,
    };
    if let Some(comma) = comma {
        return vec![(start..item.end, String::new()), (comma.start()..comma.end(), String::new())];
    }
    let before = parsed.tokens.iter().rev().filter(|token| token.end() <= item.start && !is_comment(token));
    let mut change = Vec::new();
    if let Some(comma) = before.take(1).find(|token| token.token == Token::Comma) {
        change.push((comma.start()..comma.end(), String::new()));
    }
    change.push((start..item.end, String::new()));
    change
}

/// Whether the line ends at that byte, without a comment.
fn is_line_end(text: &str, offset: usize) -> bool {
    text[offset..].trim_start_matches([' ', '\t', '\r']).starts_with('\n')
}

fn has_comment(parsed: &Parsed<'_>, range: Range<usize>) -> bool {
    parsed.tokens.iter().any(|token| range.start < token.start() && token.end() < range.end && is_comment(token))
}

fn is_comment(token: &TokenAndRange<'_>) -> bool {
    matches!(token.token, Token::CommentLine(_) | Token::CommentBlock(_))
}
