//! Which tools a toolkit offers, and what the model is told of each. Computed once.

use serde_json::Value;

use super::error::BuildError;
use super::hidden::{HiddenReason, HiddenTool};
use super::policy::Policy;
use super::redact;
use crate::auth::AuthContext;
use crate::client::ClerkClient;
use crate::tool::{Access, Binding, Definition, Effect, Parameter, Subject, Toolset, schema};

/// A tool as it is offered.
pub(super) struct ExposedTool {
    pub(super) definition: &'static Definition,
    /// The arguments that the model does not decide, and why.
    pub(super) withheld: Vec<(&'static Parameter, Withheld)>,
    /// The arguments that declare private metadata somewhere inside, where that is not open.
    pub(super) partly_private: Vec<&'static str>,
    pub(super) input_schema: Value,
    pub(super) output_schema: Option<Value>,
}

impl ExposedTool {
    fn new(definition: &'static Definition, policy: &Policy) -> Result<Self, BuildError> {
        let shown = definition.parameters().iter().filter(|parameter| withheld(parameter, policy).is_none());
        let withheld = |parameter| withheld(parameter, policy).map(|withheld| (parameter, withheld));
        let withheld = definition.parameters().iter().filter_map(withheld).collect();
        let declared =
            schema::input(shown).map_err(|problem| BuildError::Schema { tool: definition.name(), problem })?;
        let mut input_schema = declared.clone();
        redact::input_schema(&mut input_schema, policy);
        let differs = |parameter: &&Parameter| {
            let property = |schema: &Value| schema["properties"].get(parameter.name()).cloned();
            property(&declared) != property(&input_schema)
        };
        let partly_private = definition.parameters().iter().filter(differs).map(Parameter::name).collect();
        let output_schema = definition.output_schema().map(|schema| {
            let mut schema = schema.to_value();
            redact::output_schema(&mut schema, policy);
            schema
        });
        Ok(Self { definition, withheld, partly_private, input_schema, output_schema })
    }

    /// Whether the argument is in the schema.
    pub(super) fn shows(&self, parameter: &Parameter) -> bool {
        self.withheld.iter().all(|(withheld, _)| withheld.name() != parameter.name())
    }
}

/// Parts a map into what is offered and what is not.
pub(super) fn sort_out(tools: Toolset, policy: &Policy) -> Result<(Vec<ExposedTool>, Vec<HiddenTool>), BuildError> {
    let (mut offers, mut hidden) = (Vec::new(), Vec::new());
    for tool in tools.iter() {
        match hidden_reason(tool, policy) {
            Some(reason) => hidden.push(HiddenTool::new(tool, reason)),
            None => {
                check_binding(tool, policy)?;
                offers.push(ExposedTool::new(tool, policy)?);
            }
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

/// Makes sure that a tool which says that it keeps to the session's own data can keep to it.
fn check_binding(tool: &Definition, policy: &Policy) -> Result<(), BuildError> {
    if policy.auth.is_none() {
        return Ok(());
    }
    let bound = |subject| {
        let scoped = tool.parameters().iter().any(|parameter| parameter.binding() == Binding::Scoped(subject));
        scoped || tool.requirements().iter().any(|requirement| requirement.is::<AuthContext>())
    };
    let problem = match tool.access() {
        Access::User if !bound(Subject::User) => {
            "nothing binds it to the signed-in user: put `#[scoped]` on the `UserId`, or borrow `&AuthContext`"
        }
        Access::Organization { .. } if !bound(Subject::Organization) => {
            "nothing binds it to the active organization: put `#[scoped]` on the `OrganizationId`, or borrow \
             `&AuthContext`"
        }
        Access::None if tool.requirements().iter().any(|requirement| requirement.is::<ClerkClient>()) => {
            "it borrows the Clerk client: say whose data it touches"
        }
        _ => return Ok(()),
    };
    Err(BuildError::Unbound { tool: tool.name(), access: tool.access(), problem })
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
