//! Which tools a toolkit offers, and what the model is told of each. Computed once.

use serde_json::Value;

use super::error::BuildError;
use super::hidden::{HiddenReason, HiddenTool};
use super::policy::Policy;
use super::redact;
use crate::tool::{Access, Binding, Definition, Effect, Parameter, Toolset, schema};

/// A tool as it is offered.
pub(super) struct Offer {
    pub(super) definition: &'static Definition,
    /// The arguments that the model does not decide, and why.
    pub(super) withheld: Vec<(&'static Parameter, Withheld)>,
    pub(super) input_schema: Value,
    pub(super) output_schema: Option<Value>,
}

impl Offer {
    fn new(definition: &'static Definition, policy: &Policy) -> Result<Self, BuildError> {
        let shown = definition.parameters().iter().filter(|parameter| withheld(parameter, policy).is_none());
        let withheld = |parameter| withheld(parameter, policy).map(|withheld| (parameter, withheld));
        let withheld = definition.parameters().iter().filter_map(withheld).collect();
        let input_schema =
            schema::input(shown).map_err(|problem| BuildError::Schema { tool: definition.name(), problem })?;
        let output_schema = definition.output_schema().map(|schema| {
            let mut schema = schema.to_value();
            redact::schema(&mut schema, policy);
            schema
        });
        Ok(Self { definition, withheld, input_schema, output_schema })
    }

    /// Whether the argument is in the schema.
    pub(super) fn shows(&self, parameter: &Parameter) -> bool {
        self.withheld.iter().all(|(withheld, _)| withheld.name() != parameter.name())
    }
}

/// Parts a map into what is offered and what is not.
pub(super) fn sort_out(tools: Toolset, policy: &Policy) -> Result<(Vec<Offer>, Vec<HiddenTool>), BuildError> {
    let (mut offers, mut hidden) = (Vec::new(), Vec::new());
    for tool in tools.iter() {
        match hidden_reason(tool, policy) {
            Some(reason) => hidden.push(HiddenTool::new(tool, reason)),
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

fn withheld(parameter: &Parameter, policy: &Policy) -> Option<Withheld> {
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
