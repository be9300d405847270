//! Tips for usage errors that clap finds. It knows the form of the command line, but not what its parts are for.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::{Arg, CommandFactory};
use clerk_toolkit::catalog;

use crate::Cli;

/// Adds the tips to an error about these words, of which the first is the name of the command.
pub(crate) fn explain(error: &mut Error, words: &[String]) {
    if let (ErrorKind::InvalidValue, Some(ContextValue::String(value))) =
        (error.kind(), error.get(ContextKind::InvalidValue))
    {
        let start = value.to_lowercase();
        let command = words.first().map(String::as_str).unwrap_or_default();
        let near: Vec<String> = values(command).into_iter().filter(|name| name.starts_with(&start)).collect();
        // clap suggests one value, although `claude` may be either of two.
        if near.len() > 1 {
            error.insert(ContextKind::SuggestedValue, ContextValue::Strings(near));
        }
    }
    let tips = tips(error, words);
    if !tips.is_empty() {
        let tips = tips.into_iter().map(StyledStr::from).collect();
        // clap's own tip is about the form, such as `-- --userId`.
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(tips));
    }
}

fn tips(error: &Error, words: &[String]) -> Vec<String> {
    let command = words.first().map(String::as_str).unwrap_or_default();
    let about: Vec<&str> = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(argument)) => vec![argument],
        Some(ContextValue::Strings(arguments)) => arguments.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    let mut tips = Vec::new();
    match error.kind() {
        ErrorKind::InvalidValue if about == ["<CLIENT>"] && command == "install" => tips.push(
            "for a client that is not listed, `clerk-toolkit install cursor --print-entry` prints an entry to paste into \
             its configuration"
                .to_owned(),
        ),
        ErrorKind::MissingRequiredArgument => {
            let what = match &about[..] {
                ["<CLIENT>"] => "client",
                ["<TOOL>"] => "tool",
                ["<SHELL>"] => "shell",
                _ => return tips,
            };
            if words.iter().any(|word| matches!(&**word, "-t" | "--tools")) {
                tips.push(format!(
                    "--tools takes all the words after it: put the {what} before --tools, or write --tools=PATTERN,PATTERN"
                ));
            }
            match what {
                "tool" => tips.push("`clerk-toolkit tools '*'` lists all tools".to_owned()),
                _ => tips.push(format!("the {what}s are {}", values(command).join(", "))),
            }
        }
        ErrorKind::UnknownArgument if command == "call" => {
            let name = about.first().map(|option| option.trim_start_matches('-')).unwrap_or_default();
            if is_argument(name) {
                tips.push(format!("the arguments of a tool have no dashes: write `{name}=VALUE`"));
            }
        }
        _ => {}
    }
    tips
}

/// The values of the first argument of a command.
fn values(command: &str) -> Vec<String> {
    let cli = Cli::command();
    let first = cli.find_subcommand(command).and_then(|command| command.get_positionals().next());
    let values = first.map(Arg::get_possible_values).unwrap_or_default();
    values.iter().map(|value| value.get_name().to_owned()).collect()
}

/// Whether a tool has an argument of that name.
fn is_argument(name: &str) -> bool {
    catalog::ALL.iter().any(|tool| {
        let schema = tool.input_schema().ok();
        schema.is_some_and(|schema| schema["properties"].get(name).is_some())
    })
}
