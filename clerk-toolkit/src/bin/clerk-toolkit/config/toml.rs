//! TOML: reads it, and changes it in place.
//!
//! `toml_edit` preserves everything but line ends. Therefore what it prints is compared with the text line by line, and
//! only the lines that differ are taken from it.

use clerk_toolkit::serde_json::{Map, Value};
use toml_edit::{Array, Document, DocumentMut, InlineTable, Item, Table, TableLike};

use super::document::{EditProblem, Shape};

pub(super) fn read(text: &str, shape: Shape<'_>) -> Result<Map<String, Value>, EditProblem> {
    let document = parse(text)?;
    if let Some(servers) = document.get(shape.servers).filter(|servers| servers.as_table_like().is_none()) {
        let start = servers.span().map_or(0, |span| span.start);
        return Err(EditProblem::at(text, start, format!("`{}` is not a table", shape.servers)));
    }
    Ok(table(document.as_table()))
}

fn parse(text: &str) -> Result<Document<&str>, EditProblem> {
    Document::parse(text).map_err(|error| {
        let what = format!("this is not TOML: {}", error.message().trim().replace('\n', ", "));
        match error.span() {
            Some(span) => EditProblem::at(text, span.start, what),
            None => EditProblem::new(what),
        }
    })
}

/// The content of a table.
fn table(table: &dyn TableLike) -> Map<String, Value> {
    table.iter().map(|(key, item)| (key.to_owned(), value_of(item))).collect()
}

fn value_of(item: &Item) -> Value {
    if let Some(inner) = item.as_table_like() {
        return Value::Object(table(inner));
    }
    match item {
        Item::ArrayOfTables(tables) => tables.iter().map(|inner| Value::Object(table(inner))).collect(),
        Item::Value(value) => match value {
            toml_edit::Value::String(text) => Value::from(text.value().as_str()),
            toml_edit::Value::Integer(number) => Value::from(*number.value()),
            toml_edit::Value::Boolean(truth) => Value::from(*truth.value()),
            toml_edit::Value::Array(values) => {
                values.iter().map(|value| value_of(&Item::Value(value.clone()))).collect()
            }
            // JSON has no infinity and no dates. They are only compared, so their text is enough.
            other => Value::from(other.clone().decorated("", "").to_string()),
        },
        _ => Value::Null,
    }
}

pub(super) fn change(text: &str, shape: Shape<'_>, wanted: &Map<String, Value>) -> Result<String, EditProblem> {
    let now = read(text, shape)?;
    if now == *wanted {
        return Ok(text.to_owned());
    }
    let mut document = parse(text)?.into_mut();
    let printed = document.to_string();
    if !text.lines().eq(printed.lines()) {
        return Err(EditProblem::new("the file uses TOML that cannot be written back unchanged"));
    }
    rewrite(document.as_table_mut(), &now, wanted, HEADERS);
    Ok(with_lines_of(text, &document.to_string()))
}

/// How many levels of tables get a header of their own: the servers, and each server.
const HEADERS: usize = 2;

/// Changes a table to the wanted content. A table in braces cannot contain tables with headers.
fn rewrite(table: &mut dyn TableLike, now: &Map<String, Value>, wanted: &Map<String, Value>, headers: usize) {
    for key in now.keys().filter(|key| !wanted.contains_key(*key)) {
        table.remove(key);
    }
    for (key, wanted) in wanted.iter().filter(|(key, wanted)| now.get(*key) != Some(*wanted)) {
        let old = table.get_mut(key);
        let inner_headers = if matches!(old, Some(Item::Table(_))) { headers.saturating_sub(1) } else { 0 };
        match (old, now.get(key), wanted) {
            (Some(item), Some(Value::Object(now)), Value::Object(wanted)) => {
                if let Some(inner) = item.as_table_like_mut() {
                    rewrite(inner, now, wanted, inner_headers);
                }
            }
            (Some(Item::Value(value)), ..) => {
                let decor = value.decor().clone();
                *value = inline(wanted);
                *value.decor_mut() = decor;
            }
            _ => {
                table.insert(key, item(wanted, headers));
            }
        }
    }
}

/// A value as an item. `headers` is the number of levels that may still get a header.
fn item(value: &Value, headers: usize) -> Item {
    match value {
        Value::Object(map) if headers > 0 => {
            let mut table = Table::new();
            // The table of all servers does not need a header.
            table.set_implicit(headers > 1);
            for (key, value) in map {
                table.insert(key, item(value, headers - 1));
            }
            Item::Table(table)
        }
        value => Item::Value(inline(value)),
    }
}

fn inline(value: &Value) -> toml_edit::Value {
    match value {
        Value::Null => "".into(),
        Value::Bool(truth) => (*truth).into(),
        Value::Number(number) => match number.as_i64() {
            Some(number) => number.into(),
            None => number.as_f64().unwrap_or_default().into(),
        },
        Value::String(text) => text.as_str().into(),
        Value::Array(values) => toml_edit::Value::Array(values.iter().map(inline).collect::<Array>()),
        Value::Object(map) => {
            let table: InlineTable = map.iter().map(|(key, value)| (key.as_str(), inline(value))).collect();
            toml_edit::Value::InlineTable(table)
        }
    }
}

/// The printed text, with the original line for every line that did not change.
fn with_lines_of(text: &str, printed: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (text.split_inclusive('\n').collect(), printed.lines().collect());
    let bare = |line: &str| line.lines().next().unwrap_or_default().to_owned();
    let front = old.iter().zip(&new).take_while(|(old, new)| bare(old) == **new).count();
    let rest = old.len().min(new.len()) - front;
    let back = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(old, new)| bare(old) == **new).count();

    let newline = if old.first().is_some_and(|line| line.ends_with("\r\n")) { "\r\n" } else { "\n" };
    let mut lines = old[..front].concat();
    if !lines.is_empty() && !lines.ends_with('\n') {
        lines.push_str(newline);
    }
    let added = &new[front..new.len() - back];
    for line in added {
        lines.push_str(line);
        lines.push_str(newline);
    }
    // A blank line keeps the comment of the next table apart from a new table.
    let is_table = added.iter().any(|line| line.starts_with('['));
    if is_table && old.get(old.len() - back).is_some_and(|next| !bare(next).is_empty()) {
        lines.push_str(newline);
    }
    lines + &old[old.len() - back..].concat()
}

pub(super) fn text(wanted: &Map<String, Value>) -> String {
    let mut document = DocumentMut::new();
    rewrite(document.as_table_mut(), &Map::new(), wanted, HEADERS);
    document.to_string()
}
