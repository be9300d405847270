//! The definitions of the tools of discovery.

use serde_json::json;

use super::{EFFECTS, FIND, executor, find};
use crate::tool::{Access, DynamicTool, Effect, ToolError};
use crate::toolkit::ClerkToolkit;

/// The category of these tools.
const CATEGORY: &str = "discovery";

/// The tools for a toolkit: a search, and an executor for each effect that a tool of the toolkit has.
pub(super) fn of(toolkit: &ClerkToolkit) -> Vec<DynamicTool> {
    let has = |effect: &Effect| toolkit.inner.tools.iter().any(|tool| tool.definition.effect() == *effect);
    let mut tools = vec![search(toolkit)];
    tools.extend(EFFECTS.into_iter().filter(has).map(call));
    tools
}

fn search(toolkit: &ClerkToolkit) -> DynamicTool {
    let toolkit = toolkit.clone();
    let description = "Find the tools for a task. Returns the best first, each with its effect and the schema of its \
                       arguments. Call a tool with the `call…Tool` of its effect.";
    DynamicTool::builder(FIND, Effect::Read, description)
        .category(CATEGORY)
        .access(Access::None)
        .input_schema(json!({
            "type": "object",
            "properties": {
                "query": {
                    "type": "string",
                    "description": "The task in a few words, or a category. Empty lists the categories.",
                    "maxLength": find::LONGEST_QUERY,
                },
                "limit": {
                    "type": "integer",
                    "description": "The most tools to return.",
                    "minimum": 1,
                    "maximum": find::MOST,
                    "default": find::DEFAULT,
                },
            },
            "required": ["query"],
        }))
        .output_schema(find::output_schema())
        .handler(move |call| {
            let toolkit = toolkit.clone();
            async move { Ok(find::find(&toolkit, &call.argument::<String>("query")?, call.argument("limit")?)) }
        })
}

fn call(effect: Effect) -> DynamicTool {
    let description = match effect {
        Effect::Read => "Call a tool with the effect `read`, which changes nothing. Find it with `findTools` first.",
        Effect::Write => {
            "Call a tool with the effect `write`, which changes something. Find it with `findTools` first."
        }
        Effect::Destructive => {
            "Call a tool with the effect `destructive`, which deletes something or cannot be undone. Find it with \
             `findTools` first, and make sure that the user wants it."
        }
    };
    DynamicTool::builder(executor(effect), effect, description)
        .category(CATEGORY)
        .access(Access::None)
        .input_schema(json!({
            "type": "object",
            "properties": {
                "name": { "type": "string", "description": "The tool's name." },
                "arguments": { "type": "object", "description": "The tool's arguments, as its input schema says." },
            },
            "required": ["name"],
        }))
        .handler(|_| async { Err(ToolError::internal("The call has not reached the tool that it names.")) })
}
