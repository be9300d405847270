//! What the server tells a model about itself.

use crate::tool::Effect;
use crate::toolkit::{BoundTool, ClerkToolkit};

/// What this instance is, what can be done there, and for whom. Of the session it says ids alone: they have a form of
/// their own, and a name or a role could hold anything.
pub(super) fn of(toolkit: &ClerkToolkit) -> String {
    let tools = toolkit.all_tools();
    [reach(toolkit, &tools), effects(toolkit, &tools), session(toolkit), private_metadata(toolkit).to_owned()]
        .join("\n")
}

fn reach(toolkit: &ClerkToolkit, tools: &[BoundTool]) -> String {
    let mut categories: Vec<(&str, usize)> = Vec::new();
    for tool in tools {
        match categories.iter_mut().find(|(name, _)| *name == tool.category()) {
            Some((_, count)) => *count += 1,
            None => categories.push((tool.category(), 1)),
        }
    }
    let categories: Vec<String> = categories.iter().map(|(name, count)| format!("{name} ({count})")).collect();
    let instance = match toolkit.client() {
        Some(client) => format!("the Clerk instance behind {}", client.base_url()),
        None => "an application that uses Clerk".to_owned(),
    };
    format!("Tools for {instance}, {} in all: {}.", tools.len(), categories.join(", "))
}

fn effects(toolkit: &ClerkToolkit, tools: &[BoundTool]) -> String {
    if toolkit.is_read_only() {
        return "Read-only: no tool changes anything.".to_owned();
    }
    let count = |effect: Effect| tools.iter().filter(|tool| tool.effect() == effect).count();
    let (write, destructive) = (count(Effect::Write), count(Effect::Destructive));
    match (write, destructive) {
        (0, 0) => "No tool changes anything.".to_owned(),
        (write, 0) => format!("{write} of them change data."),
        (write, destructive) => format!(
            "{write} of them change data, and {destructive} remove it or change it beyond recall: be sure that the \
             person wants it before you call one of those."
        ),
    }
}

fn session(toolkit: &ClerkToolkit) -> String {
    let Some(auth) = toolkit.auth_context() else {
        return "They act with the instance's secret key, for no particular person: all users and organizations are in \
                reach."
            .to_owned();
    };
    let user = auth.user_id();
    let organization = match auth.organization() {
        Some(organization) => format!("in the organization {}", organization.id()),
        None => "with no active organization".to_owned(),
    };
    format!(
        "They act for the signed-in user {user}, {organization}. Arguments that name this session are filled in, and \
         what belongs to others is refused."
    )
}

fn private_metadata(toolkit: &ClerkToolkit) -> &'static str {
    match toolkit.allows_private_metadata() {
        true => "Private metadata can be read and changed: keep it out of what you say.",
        false => "Private metadata is closed: it is in no answer and cannot be changed.",
    }
}
