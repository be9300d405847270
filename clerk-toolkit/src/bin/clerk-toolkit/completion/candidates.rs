//! Candidates that depend on the catalog: tools, categories and the arguments of a tool.

use std::ffi::OsStr;

use clap_complete::engine::CompletionCandidate;
use clerk_toolkit::catalog;
use clerk_toolkit::serde_json::Value;
use clerk_toolkit::tool::Definition;

use crate::options::{full_name, tool};

/// Tools by name, or by category and name.
pub(crate) fn tools(current: &OsStr) -> Vec<CompletionCandidate> {
    current.to_str().map(named).unwrap_or_default()
}

/// What `--tools` takes: categories and tools, of which one argument can hold several with commas between them.
pub(crate) fn patterns(current: &OsStr) -> Vec<CompletionCandidate> {
    let Some(text) = current.to_str() else {
        return Vec::new();
    };
    let (before, last) = text.split_at(text.rfind(',').map_or(0, |comma| comma + 1));
    let mut found = categories(last);
    found.extend(if found.is_empty() { named(last) } else { matching(last, |tool| tool.name().to_owned()) });
    found.into_iter().map(|candidate| candidate.add_prefix(before)).collect()
}

/// The arguments of the tool that stands before them on the command line: `userId=`.
pub(crate) fn arguments(current: &OsStr) -> Vec<CompletionCandidate> {
    let words = super::words();
    let words: Vec<_> = words.iter().filter_map(|word| word.to_str()).collect();
    let call = words.iter().position(|word| *word == "call").unwrap_or(words.len());
    let Some(tool) = words[call..].iter().skip(1).find_map(|word| tool(word).ok()) else {
        return Vec::new();
    };
    let (Some(current), Ok(schema)) = (current.to_str(), tool.input_schema()) else {
        return Vec::new();
    };
    let properties = schema["properties"].as_object().into_iter().flatten();
    match current.split_once('=') {
        Some((name, _)) => {
            let values = properties.filter(|(known, _)| *known == name).flat_map(|(_, schema)| values(schema));
            let candidates = values.map(|value| CompletionCandidate::new(format!("{name}={value}")));
            candidates.filter(|candidate| starts_with(candidate, current)).collect()
        }
        None => {
            let is_given = |name: &str| {
                let mut given = words.iter().filter_map(|word| word.split_once('='));
                given.any(|(given, _)| given.strip_suffix(':').unwrap_or(given) == name)
            };
            let open = properties.filter(|(name, _)| name.starts_with(current) && !is_given(name));
            open.map(|(name, schema)| candidate(format!("{name}="), schema["description"].as_str())).collect()
        }
    }
}

/// The values that a schema lists.
fn values(schema: &Value) -> Vec<String> {
    match (schema["enum"].as_array(), schema["type"].as_str()) {
        (Some(values), _) => values.iter().map(|value| value.as_str().unwrap_or_default().to_owned()).collect(),
        (None, Some("boolean")) => vec!["true".to_owned(), "false".to_owned()],
        _ => Vec::new(),
    }
}

fn categories(text: &str) -> Vec<CompletionCandidate> {
    let mut names: Vec<&str> = Vec::new();
    for tool in catalog::ALL.iter().filter(|tool| tool.category().starts_with(text)) {
        if !names.contains(&tool.category()) {
            names.push(tool.category());
        }
    }
    names.into_iter().map(|name| candidate(name.to_owned(), Some("All tools of this category"))).collect()
}

/// The tools whose name starts with the text; if there are none, those whose name with the category does.
fn named(text: &str) -> Vec<CompletionCandidate> {
    let short = matching(text, |tool| tool.name().to_owned());
    match short.is_empty() {
        true => matching(text, full_name),
        false => short,
    }
}

fn matching(text: &str, name: impl Fn(&Definition) -> String) -> Vec<CompletionCandidate> {
    let candidates = catalog::ALL.iter().map(|tool| candidate(name(tool), tool.description().lines().next()));
    candidates.filter(|candidate| starts_with(candidate, text)).collect()
}

fn candidate(value: String, help: Option<&str>) -> CompletionCandidate {
    CompletionCandidate::new(value).help(help.map(|help| help.to_owned().into()))
}

fn starts_with(candidate: &CompletionCandidate, text: &str) -> bool {
    candidate.get_value().to_str().is_some_and(|value| value.starts_with(text))
}
