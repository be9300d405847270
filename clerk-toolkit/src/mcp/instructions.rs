//! The default instructions: what a model reads about the server.

use crate::tool::Effect;
use crate::toolkit::{BoundTool, ClerkToolkit};

/// Which instance the tools work on, what they can change, and for whom they act.
///
/// The text names the session by its ids only. An id has a fixed form, but a name or a role could contain any text.
pub(super) fn of(toolkit: &ClerkToolkit) -> String {
    let found = toolkit.discovers();
    let tools = found.unwrap_or(toolkit).all_tools();
    let discovery = found.map(|_| DISCOVERY.to_owned());
    [
        Some(categories(toolkit, &tools)),
        discovery,
        Some(effects(toolkit, &tools)),
        Some(session(toolkit)),
        Some(private_metadata(toolkit).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join("\n")
}

/// How to reach the tools of a toolkit that does not list them.
const DISCOVERY: &str = "These tools are not listed. `findTools` finds the ones for a task; call them with the tool for their \
                         effect, such as `callReadTool`.";

fn categories(toolkit: &ClerkToolkit, tools: &[BoundTool]) -> String {
    let mut categories: Vec<(&str, usize)> = Vec::new();
    for tool in tools {
        match categories.iter_mut().find(|(name, _)| *name == tool.category()) {
            Some((_, count)) => *count += 1,
            None => categories.push((tool.category(), 1)),
        }
    }
    let categories: Vec<String> = categories.iter().map(|(name, count)| format!("{name} ({count})")).collect();
    let instance = match toolkit.client() {
        Some(client) => format!("the Clerk instance at {}", client.base_url()),
        None => "an application that uses Clerk".to_owned(),
    };
    format!("Tools for {instance}: {}.", categories.join(", "))
}

fn effects(toolkit: &ClerkToolkit, tools: &[BoundTool]) -> String {
    if toolkit.is_read_only() {
        return "Read-only: no tool changes data.".to_owned();
    }
    let count = |effect: Effect| tools.iter().filter(|tool| tool.effect() == effect).count();
    let (write, destructive) = (count(Effect::Write), count(Effect::Destructive));
    match (write, destructive) {
        (0, 0) => "No tool changes data.".to_owned(),
        (write, 0) => format!("Tools that change data: {write}."),
        (write, destructive) => format!(
            "Tools that change data: {write}. Tools that delete data or change it irreversibly: {destructive}. Before \
             you call one of the latter, make sure that the user wants it."
        ),
    }
}

fn session(toolkit: &ClerkToolkit) -> String {
    let Some(auth) = toolkit.auth_context() else {
        return "The tools act with the instance's secret key and not for a particular person: they can reach all users \
                and organizations."
            .to_owned();
    };
    let user = auth.user_id();
    let organization = match auth.organization() {
        Some(organization) => format!("in the organization {}", organization.id()),
        None => "with no active organization".to_owned(),
    };
    format!(
        "The tools act for the signed-in user {user}, {organization}. Arguments that identify this session are filled \
         in automatically; other values for them are rejected."
    )
}

fn private_metadata(toolkit: &ClerkToolkit) -> &'static str {
    match toolkit.allows_private_metadata() {
        true => "Private metadata can be read and changed. Do not repeat it in your replies.",
        false => "Private metadata is removed from all results and cannot be changed.",
    }
}
