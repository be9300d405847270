//! The command line of an entry, read back.

use clerk_toolkit::serde_json::Value;

use crate::commands::mcp::Mcp;
use crate::options::{API_URL, InstanceOptions, ToolOptions};

/// The options of the server that an entry starts.
pub(in crate::commands) struct Started {
    pub(in crate::commands) tools: ToolOptions,
    pub(in crate::commands) instance: InstanceOptions,
}

/// Reads the arguments of an entry as `mcp` reads them. The entry's variable for the address counts as an option.
///
/// # Errors
/// If `mcp` would refuse them, with the first line of its message.
pub(in crate::commands) fn read(entry: &Value) -> Result<Started, String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().map(|words| words.iter().map(text).collect::<Vec<_>>());
    let mut words = match list(&entry["command"]) {
        Some(words) => words.into_iter().skip(1).collect(),
        None => list(&entry["args"]).unwrap_or_default(),
    };
    let is_given = |option: &str| words.iter().any(|word| word.split('=').next() == Some(option));
    if let (Some(url), false, false) = (variable(entry, API_URL), is_given("--api-url"), is_given("--sandbox")) {
        words.extend(["--api-url".to_owned(), url.to_owned()]);
    }
    let (tools, instance) = Mcp::parse(words)?.into_options();
    Ok(Started { tools, instance })
}

/// A variable that an entry sets for its server.
pub(in crate::commands) fn variable<'a>(entry: &'a Value, name: &str) -> Option<&'a str> {
    ["env", "environment"].into_iter().find_map(|key| entry[key][name].as_str())
}
