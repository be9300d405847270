//! Everything about one tool, for people.

use clerk_toolkit::serde_json::Value;
use clerk_toolkit::{Access, BoundTool};
use comfy_table::{Cell, ColumnConstraint};

use super::style::{Style, bold, effect};
use super::{example, permission};

/// The description, effect, access and arguments of a tool, and a call of it.
pub(super) fn page(tool: &BoundTool, style: &Style) -> String {
    let heading = format!("{}.{}", tool.category(), tool.name());
    let description = style.paragraph(tool.description(), 0);
    let (facts, arguments) = (facts(tool, style), arguments(tool, style));
    let example = example::call(tool);
    format!("{heading}\n\n{description}\n\n{facts}\n\n{arguments}\n\nExample, in a sandbox:\n  {example}\n")
}

fn facts(tool: &BoundTool, style: &Style) -> String {
    let mut table = style.table();
    table.add_row([bold("effect"), effect(tool.effect())]);
    let access = match (tool.definition().access(), permission(tool)) {
        (Access::User, _) => "user: an application can offer it to a signed-in person, for their own data".to_owned(),
        (Access::Organization { .. }, Some(permission)) => {
            format!("organization: an application can offer it to a signed-in person with the permission {permission}")
        }
        (Access::Organization { .. }, None) => {
            "organization: an application can offer it to a signed-in member of the organization".to_owned()
        }
        (Access::None, _) => "none: it touches no Clerk data, so an application can offer it to everybody".to_owned(),
        (access, _) => {
            format!("{}: it is not for signed-in persons, only for holders of the secret key", access.as_str())
        }
    };
    table.add_row([bold("access"), Cell::new(access)]);
    let retries = match tool.definition().is_idempotent() {
        true => "safe: a second call with the same arguments changes nothing further",
        false => "not safe: a second call with the same arguments may change more, or fail",
    };
    table.add_row([bold("retries"), Cell::new(retries)]);
    if let Some(endpoint) = tool.definition().endpoint() {
        table.add_row([bold("request"), Cell::new(endpoint)]);
    }
    for (position, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if position == 0 { 2 } else { 0 }));
    }
    table.trim_fmt()
}

fn arguments(tool: &BoundTool, style: &Style) -> String {
    let schema = tool.input_schema();
    let properties = schema["properties"].as_object().filter(|properties| !properties.is_empty());
    let Some(properties) = properties else {
        return "It takes no arguments.".to_owned();
    };
    let required = schema["required"].as_array();
    let is_required = |name: &str| required.is_some_and(|required| required.iter().any(|known| known == name));
    let mut table = style.table();
    table.set_header(["ARGUMENT", "TYPE", "", "WHAT IT IS"].map(bold));
    for (name, schema) in properties {
        table.add_row([
            Cell::new(name),
            Cell::new(type_of(schema)),
            Cell::new(if is_required(name) { "required" } else { "optional" }),
            Cell::new(meaning(schema)),
        ]);
    }
    for (position, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if position < 3 { 2 } else { 0 }));
        if position < 3 {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table.trim_fmt()
}

/// The type's name, with that of the items of an array.
fn type_of(schema: &Value) -> String {
    match (schema["type"].as_str(), schema["items"]["type"].as_str()) {
        (Some("array"), Some(items)) => format!("array of {items}"),
        (Some(name), _) => name.to_owned(),
        (None, _) => "any".to_owned(),
    }
}

/// The description, and the values that the schema lists.
fn meaning(schema: &Value) -> String {
    let description = schema["description"].as_str().unwrap_or_default();
    match schema["enum"].as_array() {
        Some(values) => {
            let values: Vec<_> = values.iter().filter_map(Value::as_str).collect();
            format!("{description} One of: {}", values.join(", ")).trim().to_owned()
        }
        None => description.to_owned(),
    }
}
