//! Which tools: `*`, `users`, `users.*`, `users.getUser`, `getUser`.

use clerk_toolkit::tool::{Definition, PatternError};
use clerk_toolkit::{Toolset, catalog};

use crate::failure::Failure;

/// The tools of the catalog that the patterns select; the default set if there is no pattern.
///
/// One argument can hold several patterns, with commas or spaces between them and in quotes: the configuration of a
/// client often passes `users,organizations` or `"users.*"` without a shell that splits it.
///
/// # Errors
/// If a pattern selects no tool.
pub(crate) fn select(patterns: &[String]) -> Result<Toolset, PatternError> {
    if patterns.is_empty() {
        return Ok(catalog::DEFAULT);
    }
    catalog::ALL.try_select(patterns.iter().flat_map(|argument| split(argument)))
}

/// The one tool of that name: `getUser` or `users.getUser`.
///
/// # Errors
/// If the catalog has no such tool, with the nearest name.
pub(crate) fn tool(name: &str) -> Result<&'static Definition, Failure> {
    let is_named = |tool: &&Definition| {
        name == tool.name() || name.split_once('.').is_some_and(|full| full == (tool.category(), tool.name()))
    };
    catalog::ALL.iter().find(is_named).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Failure {
    let listing = "`clerk-toolkit tools '*'` lists all tools.";
    let shown = name.escape_debug();
    match catalog::ALL.try_select([name]) {
        Ok(several) => {
            let first = several.iter().next().map(full_name).unwrap_or_default();
            Failure::usage(format_args!(
                "`{shown}` selects several tools, and one is needed, such as `{first}`\n{listing}"
            ))
        }
        Err(error) => match error.suggestion().map(str::to_owned).and_then(|near| nearest_tool(name, near)) {
            Some(near) => Failure::usage(format_args!("there is no tool `{shown}`: did you mean `{near}`?\n{listing}")),
            None => Failure::usage(format_args!("there is no tool `{shown}`\n{}{listing}", of_category(name))),
        },
    }
}

/// The nearest tool, if the suggestion is a category: `call` takes one tool.
fn nearest_tool(name: &str, suggestion: String) -> Option<String> {
    if suggestion.contains('.') {
        return Some(suggestion);
    }
    // After a category, a name is compared with those of tools only.
    catalog::ALL.try_select([format!("-.{name}")]).err()?.suggestion().map(str::to_owned)
}

/// A line that says how to list the tools of the category that the name contains, such as `listUsers`; empty if there is
/// none.
pub(crate) fn of_category(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let of = |tool: &&Definition| name.contains(tool.category().trim_end_matches('s'));
    match catalog::ALL.iter().find(of).map(Definition::category) {
        Some(category) => format!("`clerk-toolkit tools {category}` lists the tools for {category}.\n"),
        None => String::new(),
    }
}

/// The category and the name, such as `users.getUser`.
pub(crate) fn full_name(tool: &Definition) -> String {
    format!("{}.{}", tool.category(), tool.name())
}

fn split(argument: &str) -> impl Iterator<Item = &str> {
    unquoted(argument).split([',', ' ']).map(unquoted).filter(|pattern| !pattern.is_empty())
}

/// The text without white space and a pair of quotes around it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inside = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    match inside('"').or_else(|| inside('\'')) {
        Some(inside) if !inside.contains(['"', '\'']) => inside.trim(),
        _ => text,
    }
}
