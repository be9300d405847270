//! Which tools a toolkit offers, and what the model reads about each. Computed once.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;

use super::error::BuildError;
use super::hidden::{HiddenReason, HiddenTool};
use super::policy::Policy;
use super::{budget, private_arguments, shape};
use crate::auth::AuthContext;
use crate::client::{ClerkClient, declaration};
use crate::tool::{
    Access, Binding, Checks, Definition, DefinitionRef, DynamicTool, Effect, InvalidTool, Parameter, Subject, Toolset,
    schema, suggest,
};

/// A tool as it is offered.
pub(super) struct ExposedTool {
    pub(super) definition: DefinitionRef,
    /// The positions of the parameters that the model does not decide, and why.
    withheld: Vec<(usize, Withheld)>,
    /// The arguments that declare private metadata at some depth, if that is not allowed.
    pub(super) partly_private: Vec<String>,
    /// What each argument must be.
    pub(super) checks: Checks,
    pub(super) input_schema: Value,
    pub(super) output_schema: Option<Value>,
    /// Whether a call can ask for all fields of the resources that it returns.
    pub(super) offers_detail: bool,
}

impl ExposedTool {
    fn new(definition: DefinitionRef, policy: &Policy) -> Result<Self, BuildError> {
        let parameters = definition.parameters();
        let withheld: Vec<_> = parameters
            .iter()
            .enumerate()
            .filter_map(|(position, parameter)| Some((position, withheld(parameter, policy)?)))
            .collect();
        let is_shown = |position: usize| withheld.iter().all(|(withheld, _)| *withheld != position);
        let shown = parameters.iter().enumerate().filter(|(position, _)| is_shown(*position));
        let not_portable = |problem| BuildError::Schema { tool: definition.name().to_owned(), problem };
        let declared = schema::input(shown.map(|(_, parameter)| parameter)).map_err(not_portable)?;
        let checks = Checks::of(parameters).map_err(not_portable)?;
        let mut input_schema = declared.clone();
        private_arguments::input_schema(&mut input_schema, policy);
        let differs = |parameter: &&Parameter| {
            let property = |schema: &Value| schema["properties"].get(parameter.name()).cloned();
            property(&declared) != property(&input_schema)
        };
        let partly_private = parameters.iter().filter(differs).map(|parameter| parameter.name().to_owned()).collect();
        let declarations: Option<fn(&str) -> _> = if policy.concise { Some(declaration) } else { None };
        let mut leaves_out = false;
        let output_schema = definition.output_schema().map(|schema| {
            let mut schema = schema.to_value();
            leaves_out = shape::output_schema(&mut schema, declarations, definition.effect(), false);
            budget::output_schema(&mut schema);
            schema
        });
        // A parameter of the tool with the same name is the tool's own.
        let is_own = || parameters.iter().any(|parameter| parameter.name() == shape::DETAIL);
        let offers_detail = leaves_out && definition.effect() == Effect::Read && !is_own();
        if offers_detail {
            shape::offer_detail(&mut input_schema);
        }
        Ok(Self { definition, withheld, partly_private, checks, input_schema, output_schema, offers_detail })
    }

    /// The parameters that the model does not decide, and why.
    pub(super) fn withheld(&self) -> impl Iterator<Item = (&Parameter, Withheld)> {
        let parameters = self.definition.parameters();
        self.withheld.iter().map(|(position, withheld)| (&parameters[*position], *withheld))
    }

    /// Whether an argument with this name is in the schema.
    pub(super) fn shows_name(&self, name: &str) -> bool {
        self.withheld().all(|(withheld, _)| withheld.name() != name)
    }

    /// Whether the argument is in the schema.
    pub(super) fn shows(&self, parameter: &Parameter) -> bool {
        self.shows_name(parameter.name())
    }
}

/// The definitions of all tools. Tools that are defined at run time come last, and are checked here.
///
/// # Errors
/// Returns the first tool that has a mistake or the name of another tool.
pub(super) fn definitions(tools: Toolset, dynamic_tools: &[DynamicTool]) -> Result<Vec<DefinitionRef>, BuildError> {
    let mut definitions: Vec<_> = tools.iter().map(DefinitionRef::Static).collect();
    let mut names = HashSet::new();
    for dynamic in dynamic_tools {
        let tool = suggest::shown(dynamic.name());
        if tools.get(dynamic.name()).is_some() || !names.insert(dynamic.name()) {
            return Err(BuildError::DuplicateTool { tool });
        }
        let definition = dynamic.define().map_err(|invalid| match invalid {
            InvalidTool::Definition(problem) => BuildError::InvalidTool { tool, problem },
            InvalidTool::Schema(problem) => BuildError::Schema { tool, problem },
        })?;
        definitions.push(DefinitionRef::Shared(Arc::new(definition)));
    }
    Ok(definitions)
}

/// Splits tools into those that are offered and those that are hidden.
pub(super) fn sort_out(
    definitions: Vec<DefinitionRef>,
    policy: &Policy,
) -> Result<(Vec<ExposedTool>, Vec<HiddenTool>), BuildError> {
    let (mut exposed, mut hidden) = (Vec::new(), Vec::new());
    for definition in definitions {
        match hidden_reason(&definition, policy) {
            Some(reason) => hidden.push(HiddenTool::new(&definition, reason)),
            None => {
                check_binding(&definition, policy)?;
                exposed.push(ExposedTool::new(definition, policy)?);
            }
        }
    }
    Ok((exposed, hidden))
}

/// The positions of tools in the order of their names.
pub(super) fn by_name(tools: &[ExposedTool]) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..tools.len()).collect();
    positions.sort_unstable_by_key(|&position| tools[position].definition.name());
    positions
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
    undecidable.map(|parameter| HiddenReason::Argument(parameter.name().to_owned()))
}

/// Checks that a tool with the access of one person can be bound to that person's session.
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
            "it is not bound to the signed-in user: make the argument with the user's id `scoped`, or borrow \
             `AuthContext`"
        }
        Access::Organization { .. } if !bound(Subject::Organization) => {
            "it is not bound to the active organization: make the argument with the organization's id `scoped`, or \
             borrow `AuthContext`"
        }
        Access::None if tool.requirements().iter().any(|requirement| requirement.is::<ClerkClient>()) => {
            "it borrows the Clerk client: set `access` to `user`, `organization` or `instance`"
        }
        _ => return Ok(()),
    };
    Err(BuildError::Unbound { tool: tool.name().to_owned(), access: tool.access(), problem })
}

/// Why an argument is not in the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Withheld {
    /// It is bound to the session. Holds whether the session has a value for it.
    Bound(bool),
    /// The signed-in user may not decide it.
    Unscoped,
    /// It is private metadata.
    Private,
}

fn withheld(parameter: &Parameter, policy: &Policy) -> Option<Withheld> {
    if !policy.allow_private_metadata && private_arguments::is_private_metadata(parameter.name()) {
        return Some(Withheld::Private);
    }
    let auth = policy.auth.as_ref()?;
    match parameter.binding() {
        Binding::Free => None,
        Binding::Scoped(subject) => Some(Withheld::Bound(auth.subject(subject).is_some())),
        Binding::Unscoped => Some(Withheld::Unscoped),
    }
}
