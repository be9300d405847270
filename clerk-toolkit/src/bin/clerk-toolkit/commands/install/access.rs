//! What an entry gives a client access to, in words.

use clerk_toolkit::Effect;

use super::command_line::Started;
use crate::escape;
use crate::failure::Failure;
use crate::options::{InstanceOptions, ToolOptions};

/// How many tools the server offers, and how many of them are dangerous.
///
/// # Errors
/// If the options select no tool.
pub(super) fn offered(options: &ToolOptions) -> Result<String, Failure> {
    let tools = options.toolkit()?.build_listing()?.all_tools();
    let count = |effect: Effect| tools.iter().filter(|tool| tool.effect() == effect).count();
    let (all, reads, destructive) = (tools.len(), count(Effect::Read), count(Effect::Destructive));
    let changes = all - reads;
    let how = if options.discovers() { "finds and calls" } else { "offers" };
    let offered = format!("The server {how} {all} {}", if all == 1 { "tool" } else { "tools" });
    Ok(match (changes, destructive) {
        (0, _) => format!("{offered}. None of them changes data.\n"),
        (changes, destructive) => format!(
            "{offered}. Tools that can change data: {changes}. Tools that can delete it or change it irreversibly: \
             {destructive}. Add --read-only to offer only tools that change nothing.\n"
        ),
    })
}

/// What the new options permit and the old ones did not; one sentence per line.
pub(super) fn widened(old: &Started, tools: &ToolOptions, instance: &InstanceOptions) -> String {
    let mut said = Vec::new();
    match (old.tools.patterns(), tools.patterns()) {
        ([], after) if has_more(tools, &old.tools) => {
            let after = if after.is_empty() { "all tools".to_owned() } else { listed(after) };
            said.push(format!("The server offers {after} instead of the default tools."));
        }
        ([], _) => {}
        (before, []) if has_more(tools, &old.tools) => {
            said.push(format!("The server is no longer limited to {}.", listed(before)));
        }
        (before, after) if !after.is_empty() && before != after => {
            said.push(format!("The server is limited to {} instead of {}.", listed(after), listed(before)));
        }
        _ => {}
    }
    if old.tools.is_read_only() && !tools.is_read_only() {
        said.push("The server is no longer read-only.".to_owned());
    }
    if tools.allows_private_metadata() && !old.tools.allows_private_metadata() {
        said.push("The tools may now read and write private metadata.".to_owned());
    }
    if old.instance.is_sandbox() && !instance.is_sandbox() {
        said.push("The server no longer uses a sandbox: it works on the instance of the secret key.".to_owned());
    }
    match (old.instance.key_file(), instance.key_file()) {
        (Some(before), after) if after != Some(before) => {
            said.push(format!("The secret key no longer comes from {}.", before.display()));
        }
        _ => {}
    }
    said.iter().map(|sentence| escape::line(sentence) + "\n").collect()
}

/// Whether the options select a tool that the old ones do not.
fn has_more(options: &ToolOptions, old: &ToolOptions) -> bool {
    match (options.selected(), old.selected()) {
        (Ok(options), Ok(old)) => options.iter().any(|tool| old.get(tool.name()).is_none()),
        // What the old patterns select is not known.
        _ => true,
    }
}

fn listed(patterns: &[String]) -> String {
    let quoted: Vec<String> = patterns.iter().map(|pattern| format!("`{pattern}`")).collect();
    quoted.join(", ")
}
