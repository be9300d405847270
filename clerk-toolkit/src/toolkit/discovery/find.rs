//! `findTools`: the tools that fit a request best.

use serde_json::{Map, Value, json};

use crate::search::{Entry, Index};
use crate::tool::Definition;
use crate::toolkit::exposure::ExposedTool;
use crate::toolkit::{ClerkToolkit, Inner};

/// How many tools are returned if the call does not say.
pub(super) const DEFAULT: usize = 5;

/// The maximum number of tools that a call returns.
pub(super) const MOST: usize = 25;

/// The maximum length of a request in characters. The time of a search grows with it.
pub(super) const LONGEST_QUERY: usize = 500;

/// The schema of [`find`]'s output.
pub(super) fn output_schema() -> Value {
    json!({
        "type": "object",
        "properties": {
            "tools": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "name": { "type": "string" },
                        "description": { "type": "string" },
                        "effect": { "type": "string", "enum": ["read", "write", "destructive"] },
                        "inputSchema": { "type": "object" },
                    },
                    "required": ["name", "description", "effect", "inputSchema"],
                },
            },
            "categories": { "type": "object", "description": "Tools by category, if no tool matches." },
            "note": { "type": "string" },
        },
        "required": ["tools"],
    })
}

/// The best tools for a request, and a note if there are others or none.
pub(super) fn find(toolkit: &ClerkToolkit, query: &str, limit: usize) -> Value {
    let inner = &*toolkit.inner;
    let found = inner.index.get_or_init(|| index(inner)).find(query);
    if found.is_empty() {
        return none(inner, query);
    }
    let tools: Vec<Value> = found.iter().take(limit).map(|position| row(&inner.tools[*position])).collect();
    let more = found.len() - tools.len();
    let mut output = json!({ "tools": tools });
    if more > 0 {
        let advice = match limit < MOST {
            true => "Describe the task in other words, or raise `limit`.",
            false => "Describe the task in other words.",
        };
        output["note"] = format!("{more} more tools match less well. {advice}").into();
    }
    output
}

fn row(tool: &ExposedTool) -> Value {
    json!({
        "name": tool.definition.name(),
        "description": tool.definition.description(),
        "effect": tool.definition.effect().as_str(),
        "inputSchema": tool.input_schema,
    })
}

/// The output for a request that no tool matches: which categories there are.
fn none(inner: &Inner, query: &str) -> Value {
    let mut categories: Map<String, Value> = Map::new();
    for tool in &inner.tools {
        let count = categories.entry(tool.definition.category()).or_insert(0.into());
        *count = (count.as_u64().unwrap_or_default() + 1).into();
    }
    let advice = "Search for a task, such as `list users`, or for a category.";
    let note = match query.trim() {
        "" => format!("The query is empty. {advice}"),
        _ => format!("No tool matches. {advice}"),
    };
    json!({ "tools": [], "categories": categories, "note": note })
}

/// What the search knows about each tool: everything that the model may read about it.
fn index(inner: &Inner) -> Index {
    let entry = |tool: &ExposedTool| {
        let definition: &Definition = &tool.definition;
        let mut texts = vec![definition.category(), definition.description()];
        for parameter in definition.parameters().iter().filter(|parameter| tool.shows(parameter)) {
            texts.extend([parameter.name(), parameter.description()]);
        }
        Entry { name: definition.name().to_owned(), text: texts.join(" ") }
    };
    Index::new(&inner.tools.iter().map(entry).collect::<Vec<_>>())
}
