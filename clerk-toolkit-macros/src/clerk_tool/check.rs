//! Check: what the attribute and the function mean together, with every mistake in either.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{FnArg, LitStr, ReturnType, Safety, Type};

use super::attribute::{Access, Attribute, Effect};
use super::docs::{self, Prompt};
use super::endpoint::{self, Endpoint};
use super::function::Function;
use super::parameter::{self, Parameter};
use super::types;
use crate::errors::Errors;
use crate::names::{camel_case, is_tool_name, title};

/// A tool that is correct, as far as the macro can tell.
pub(super) struct Tool {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) description: Prompt,
    pub(super) category: Option<LitStr>,
    pub(super) effect: Effect,
    pub(super) idempotent: bool,
    pub(super) access: Access,
    pub(super) permission: Option<LitStr>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) output: Type,
    pub(super) endpoint: Option<Endpoint>,
}

/// `None` if something is missing; `errors` says what.
pub(super) fn check(attribute: &Attribute, function: &Function, errors: &mut Errors) -> Option<Tool> {
    signature(function, errors);
    effect(attribute, function, errors);
    let access = attribute.access.unwrap_or(Access::Instance);
    let description = description(function, errors);
    let parameters = parameters(function, access, errors);
    let output = output(function, errors);
    let endpoint = endpoint::check(attribute, function, parameters.as_deref(), output.as_ref(), errors);
    let ident = function.sig.ident.unraw().to_string();
    let name = attribute.name.as_ref().map_or_else(|| camel_case(&ident), LitStr::value);
    if !is_tool_name(&name) {
        errors.on(
            &function.sig.ident,
            format!("`{name}` is not a valid name of a tool, which has 1 to 64 characters of `A-Za-z0-9_-`: choose one with `name = \"…\"`"),
        );
    }
    Some(Tool {
        name,
        title: attribute.title.as_ref().map_or_else(|| title(&ident), LitStr::value),
        description,
        category: attribute.category.clone(),
        effect: attribute.effect?,
        idempotent: attribute.idempotent.is_some(),
        access,
        permission: attribute.permission.clone(),
        parameters: parameters?,
        output: output?,
        endpoint,
    })
}

fn signature(function: &Function, errors: &mut Errors) {
    let sig = &function.sig;
    for repetition in function.repetitions() {
        errors.on(repetition, "this function has two `#[clerk_tool]` attributes: leave one out");
    }
    if !sig.generics.params.is_empty() {
        errors.on(
            &sig.generics,
            "a tool has one schema, so it cannot be generic: name every type and leave lifetimes out",
        );
    } else if let Some(clause) = &sig.generics.where_clause {
        errors.on(clause, "a tool is not generic, so it has no `where` clause");
    }
    if let Safety::Unsafe(token) = &sig.safety {
        errors.on(token, "a tool cannot be `unsafe`: the model chooses its arguments");
    }
    if let Some(abi) = &sig.abi {
        errors.on(abi, "a tool cannot be `extern`");
    }
    if let Some(variadic) = &sig.variadic {
        errors.on(variadic, "a tool cannot be variadic: name each argument");
    }
}

fn effect(attribute: &Attribute, function: &Function, errors: &mut Errors) {
    if attribute.effect.is_none() && !attribute.is_unclear("effect") {
        // At the attribute's place, but not as a part of the expansion, about which the compiler would add a note.
        let place = function.sig.ident.span().located_at(Span::call_site());
        errors.at(place, "a tool declares its effect: add `effect = read`, `effect = write` or `effect = destructive`");
    }
}

fn description(function: &Function, errors: &mut Errors) -> Prompt {
    let prompt = docs::prompt(&function.attrs, errors);
    let ident = &function.sig.ident;
    if prompt.is_empty() {
        errors.on(ident, format!("`{ident}` needs a doc comment: the model reads it to decide when to call the tool"));
    }
    prompt
}

fn parameters(function: &Function, access: Access, errors: &mut Errors) -> Option<Vec<Parameter>> {
    let mut parameters = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for input in &function.sig.inputs {
        let FnArg::Typed(typed) = input else { continue };
        let parameter = parameter::check(typed, errors);
        if let Some(Parameter::Argument(argument)) = &parameter {
            if names.contains(&argument.name) {
                errors.at(argument.span, format!("two arguments are named `{}`", argument.name));
            }
            names.push(argument.name.clone());
            if let Some(span) = argument.scoped.or(argument.unscoped).filter(|_| access == Access::None) {
                errors.at(span, "a tool with `access = none` has no arguments that belong to a session: use `access = user`, or `access = organization` for an organization's id");
            }
        }
        parameters.push(parameter);
    }
    parameters.into_iter().collect()
}

fn output(function: &Function, errors: &mut Errors) -> Option<Type> {
    match &function.sig.output {
        ReturnType::Type(_, ty) => types::is_named(ty, errors).then(|| (**ty).clone()),
        ReturnType::Default => {
            errors.on(&function.sig.ident, "a tool returns a `Result`, such as `Result<User>` or `Result<()>`");
            None
        }
    }
}
