//! Why a toolkit cannot be built.

use std::fmt;

use super::hidden::{HiddenReason, HiddenTool};
use crate::client::ClerkError;
use crate::tool::Access;
use crate::tool::schema::NotPortable;
use crate::tool::type_name::shown;

/// Why a toolkit cannot be built.
///
/// `Debug` shows the same text as `Display`, so that a `main` that returns the error prints a text that helps.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Tools borrow values that the toolkit does not have.
    #[error("{}; add it with `.state(…)`, or with `.auth_context(…)` if it is `AuthContext`{}", list(.missing), arcs(.in_arc))]
    MissingState {
        /// The name of each tool, with the full name of the type that it borrows.
        missing: Vec<(String, &'static str)>,
        /// The full names of missing types of which the state has an `Arc`.
        in_arc: Vec<&'static str>,
    },
    /// A session was passed as state, where it would bind no tool.
    #[error("a session cannot be passed with `.state(…)`: use `.auth_context(…)`, so that tools are bound to it")]
    SessionAsState,
    /// Two values of one type were passed as state, so one of them would reach no tool.
    #[error(
        "the toolkit has two values of the type `{}`, and a tool can borrow only one: wrap one of them in a type of its own",
        shown(.type_name)
    )]
    SecondState {
        /// The full name of the type.
        type_name: &'static str,
    },
    /// The toolkit acts for a session, but a tool with the access of one person is not bound to it.
    #[error("the tool `{tool}` has `access = {}`, but {problem}", .access.as_str())]
    Unbound {
        /// The tool's name.
        tool: String,
        /// The tool's access.
        access: Access,
        /// Why that does not fit the tool's parameters, and what to change.
        problem: &'static str,
    },
    /// The arguments of a tool have a schema that some provider refuses.
    #[error("the input schema of `{tool}` is not portable: {problem}")]
    Schema {
        /// The tool's name.
        tool: String,
        /// What is not portable, and where.
        problem: NotPortable,
    },
    /// A tool that is defined at run time has a mistake.
    #[error("the tool `{tool}` is not valid: {problem}")]
    InvalidTool {
        /// The tool's name.
        tool: String,
        /// What is wrong, and what would be right.
        problem: String,
    },
    /// A tool that is defined at run time has the name of another tool.
    #[error("two tools have the name `{tool}`; rename one, or leave one out")]
    DuplicateTool {
        /// The name.
        tool: String,
    },
    /// The toolkit would offer no tool.
    #[error("the toolkit has no tool to offer{}", reasons(.hidden))]
    NothingOffered {
        /// The hidden tools, each with its reason.
        hidden: Vec<HiddenTool>,
    },
    /// The client cannot be created from the environment.
    #[error(transparent)]
    Client(#[from] ClerkError),
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn arcs(types: &[&str]) -> String {
    types
        .iter()
        .map(|name| shown(name))
        .map(|name| format!("; you added an `Arc<{name}>`: use `.shared_state(…)` for it"))
        .collect()
}

fn list(missing: &[(String, &str)]) -> String {
    missing
        .iter()
        .map(|(tool, state)| format!("the tool `{tool}` borrows a `{}`", shown(state)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn reasons(hidden: &[HiddenTool]) -> String {
    let reason = |tool: &HiddenTool| format!("`{}` {}{}", tool.name(), tool.reason(), method(tool.reason()));
    let reasons: Vec<_> = hidden.iter().map(reason).collect();
    if reasons.is_empty() { String::new() } else { format!(": {}", reasons.join(", ")) }
}

/// The method of the builder that would offer the tool. A model also reads the reasons, so they do not contain it.
fn method(reason: &HiddenReason) -> &'static str {
    match reason {
        HiddenReason::ReadOnly(_) => " (`.read_only(false)` offers it)",
        HiddenReason::Instance => " (`.allow_instance_tools(true)` offers it)",
        _ => "",
    }
}
