//! Which tools a toolkit offers, and what the model is told of each. Computed once.

use std::fmt;

use serde_json::Value;

use super::policy::Policy;
use super::redact;
use super::builder::BuildError;
use crate::tool::{Access, Binding, Definition, Effect, Parameter, Toolset, schema};

/// A tool as it is offered.
pub(super) struct Offer {
    pub(super) definition: &'static Definition,
    pub(super) input_schema: Value,
    pub(super) output_schema: Option<Value>,
}

impl Offer {
    fn new(definition: &'static Definition, policy: &Policy) -> Result<Self, BuildError> {
        let shown = definition.parameters().iter().filter(|parameter| withheld(parameter, policy).is_none());
        let input_schema =
            schema::input(shown).map_err(|problem| BuildError::Schema { tool: definition.name(), problem })?;
        let output_schema = definition.output_schema().map(|schema| {
            let mut schema = schema.to_value();
            redact::schema(&mut schema, policy);
            schema
        });
        Ok(Self { definition, input_schema, output_schema })
    }
}

/// A tool of the map that is not offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HiddenTool {
    name: &'static str,
    category: &'static str,
    reason: HiddenReason,
}

impl HiddenTool {
    /// The tool's name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The tool's category.
    pub fn category(&self) -> &'static str {
        self.category
    }

    /// Why it is left out.
    pub fn reason(&self) -> &HiddenReason {
        &self.reason
    }
}

/// Why a tool is not offered. As text it continues the tool's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum HiddenReason {
    /// The toolkit is read-only, and the tool is not.
    ReadOnly(Effect),
    /// The toolkit acts for a session, and the tool reaches the whole instance.
    Instance,
    /// The session has no active organization, and the tool works on one.
    NoOrganization,
    /// The tool cannot be called without this argument, and the toolkit does not let the model decide it.
    Argument(&'static str),
}

impl fmt::Display for HiddenReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReadOnly(effect) => write!(f, "is a {effect} tool, and this toolkit is read-only"),
            Self::Instance => f.write_str("reaches the whole instance, and this toolkit acts for one session"),
            Self::NoOrganization => f.write_str("works on the active organization, and the session has none"),
            Self::Argument(name) => write!(f, "needs `{name}`, which this toolkit does not leave to the model"),
        }
    }
}

/// Parts a map into what is offered and what is not.
pub(super) fn sort_out(tools: Toolset, policy: &Policy) -> Result<(Vec<Offer>, Vec<HiddenTool>), BuildError> {
    let (mut offers, mut hidden) = (Vec::new(), Vec::new());
    for tool in tools.iter() {
        match hidden_reason(tool, policy) {
            Some(reason) => hidden.push(HiddenTool { name: tool.name(), category: tool.category(), reason }),
            None => offers.push(Offer::new(tool, policy)?),
        }
    }
    Ok((offers, hidden))
}

fn hidden_reason(tool: &Definition, policy: &Policy) -> Option<HiddenReason> {
    if policy.read_only && tool.effect() != Effect::Read {
        return Some(HiddenReason::ReadOnly(tool.effect()));
    }
    if let Some(auth) = &policy.auth {
        match tool.access() {
            Access::Instance if !policy.allow_instance_tools => return Some(HiddenReason::Instance),
            Access::Organization { .. } if auth.organization().is_none() => return Some(HiddenReason::NoOrganization),
            _ => {}
        }
    }
    let undecidable = tool.parameters().iter().find(|parameter| {
        parameter.is_required() && withheld(parameter, policy).is_some_and(|withheld| withheld != Withheld::Bound(true))
    });
    undecidable.map(|parameter| HiddenReason::Argument(parameter.name()))
}

/// Why an argument is not in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Withheld {
    /// It is bound to the session, which has a value for it, or has none.
    Bound(bool),
    /// It is more than the person whom the toolkit acts for may decide.
    Unscoped,
    /// It is private metadata.
    Private,
}

pub(super) fn withheld(parameter: &Parameter, policy: &Policy) -> Option<Withheld> {
    if !policy.allow_private_metadata && redact::is_private_metadata(parameter.name()) {
        return Some(Withheld::Private);
    }
    let auth = policy.auth.as_ref()?;
    match parameter.binding() {
        Binding::Free => None,
        Binding::Scoped(subject) => Some(Withheld::Bound(auth.subject(subject).is_some())),
        Binding::Unscoped => Some(Withheld::Unscoped),
    }
}
