//! Discovery: four tools in place of all tools of a toolkit.
//!
//! The definitions of hundreds of tools take most of a model's context, and a model chooses worse among many tools. With
//! discovery, it reads four definitions: one tool finds tools, and three call a tool of one effect each. The three exist
//! because clients ask for approval by the effect that a tool declares.
//!
//! A call of one of the three becomes a call of the tool that it names, in [`route`], before the first step of the
//! pipeline. So all steps see the named tool, and its output and its errors are those of a direct call.

mod find;
mod route;
mod tools;

use std::sync::{Arc, OnceLock};

pub(super) use self::route::{not_offered, route};

use super::{ClerkToolkit, Inner, exposure};
use crate::tool::{Effect, Toolset};

/// The name of the tool that finds tools.
const FIND: &str = "findTools";

/// The effects in the order in which the tools that call them are listed.
const EFFECTS: [Effect; 3] = [Effect::Read, Effect::Write, Effect::Destructive];

/// The name of the tool that calls tools with this effect: the executor.
const fn executor(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "callReadTool",
        Effect::Write => "callWriteTool",
        Effect::Destructive => "callDestructiveTool",
    }
}

/// The effect of the tools that this executor calls; `None` if no executor has that name.
fn called_effect(name: &str) -> Option<Effect> {
    EFFECTS.into_iter().find(|effect| executor(*effect) == name)
}

impl ClerkToolkit {
    /// The same toolkit with four tools in place of its own, for a model that should not read hundreds of definitions:
    ///
    /// - `findTools {query, limit?}` returns the tools that fit a request best, each with its name, description, effect and
    ///   input schema;
    /// - `callReadTool`, `callWriteTool` and `callDestructiveTool` `{name, arguments}` call a tool with that effect.
    ///
    /// There are three of the latter so that a client's approval of calls by effect keeps working. Each refuses a tool with
    /// another effect. If the toolkit has no tool with an effect, it does not offer the tool that calls such tools.
    ///
    /// A call goes through the same steps as a direct call, with the same session and policy, and returns the same output
    /// or error. The search covers every tool that this toolkit offers, those that are defined at run time included. The
    /// index for it is built at the first search, and is shared by all clones.
    ///
    /// ```
    /// use clerk_toolkit::serde_json::json;
    /// use clerk_toolkit::{ClerkToolkit, catalog};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let toolkit = ClerkToolkit::builder().tools(catalog::ALL.select(["users.getUserId"])).build()?.discovery();
    /// let found = toolkit.call("findTools", json!({ "query": "who is signed in" })).await?;
    /// assert_eq!(found["tools"][0]["name"], "getUserId");
    /// assert_eq!(found["tools"][0]["effect"], "read");
    ///
    /// let output = toolkit.call("callReadTool", json!({ "name": "getUserId", "arguments": {} })).await?;
    /// assert_eq!(output, json!({ "userId": null }));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn discovery(&self) -> Self {
        if self.inner.discovers.is_some() {
            return self.clone();
        }
        let tools = exposure::definitions(Toolset::EMPTY, &tools::of(self))
            .and_then(|definitions| exposure::sort_out(definitions, &self.inner.policy))
            .map(|(tools, _)| tools)
            .expect("the tools of discovery are valid in every toolkit");
        let Inner { hidden, known_tools, policy, state, scanner, deadline, output_budget, .. } = &*self.inner;
        let inner = Inner {
            by_name: exposure::by_name(&tools),
            tools,
            hidden: hidden.clone(),
            known_tools: *known_tools,
            policy: policy.clone(),
            state: state.clone(),
            scanner: Arc::clone(scanner),
            deadline: *deadline,
            output_budget: *output_budget,
            discovers: Some(self.clone()),
            index: OnceLock::new(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// The toolkit whose tools this one finds and calls, if it is one of [`discovery`](Self::discovery).
    #[cfg(feature = "mcp")]
    pub(crate) fn discovers(&self) -> Option<&Self> {
        self.inner.discovers.as_ref()
    }
}
