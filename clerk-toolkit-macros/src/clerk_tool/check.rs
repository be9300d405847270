//! Check: what the attribute and the function mean together, with every mistake in either.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{FnArg, LitStr, ReturnType, Safety, Type};

use super::attribute::{Access, Attribute, Effect};
use super::docs;
use super::function::Function;
use super::parameter::{self, Parameter};
use super::types;
use crate::errors::Errors;
use crate::names::{camel_case, is_tool_name, title};

/// A tool that is right, as far as the macro can tell.
pub(super) struct Tool {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) category: Option<LitStr>,
    pub(super) effect: Effect,
    pub(super) idempotent: bool,
    pub(super) access: Access,
    pub(super) permission: Option<LitStr>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) output: Type,
}

/// `None` where something is missing; `errors` says what.
pub(super) fn check(attribute: &Attribute, function: &Function, errors: &mut Errors) -> Option<Tool> {
    signature(function, errors);
    let effect = effect(attribute, function, errors);
    let access = access(attribute, errors);
    let description = description(function, errors);
    let parameters = parameters(function, access, errors);
    let output = output(function, errors);
    let ident = function.sig.ident.unraw().to_string();
    let name = attribute.name.as_ref().map_or_else(|| camel_case(&ident), LitStr::value);
    if !is_tool_name(&name) {
        errors.on(
            &function.sig.ident,
            format!("`{name}` is no tool's name, which has 1 to 64 characters of `A-Za-z0-9_-`: give it one with `name = \"…\"`"),
        );
    }
    Some(Tool {
        name,
        title: attribute.title.as_ref().map_or_else(|| title(&ident), LitStr::value),
        description,
        category: attribute.category.clone(),
        effect: effect?,
        idempotent: attribute.idempotent.is_some(),
        access,
        permission: attribute.permission.clone(),
        parameters: parameters?,
        output: output?,
    })
}

fn signature(function: &Function, errors: &mut Errors) {
    let sig = &function.sig;
    for repetition in function.repetitions() {
        errors.on(repetition, "one function is one tool: this is a second `#[clerk_tool]` on it");
    }
    if !sig.generics.params.is_empty() {
        errors.on(&sig.generics, "a tool is one function with one schema: it cannot be generic");
    } else if let Some(clause) = &sig.generics.where_clause {
        errors.on(clause, "a tool is one function with one schema: it has nothing to constrain");
    }
    if let Safety::Unsafe(token) = &sig.safety {
        errors.on(token, "a model calls tools with arguments of its own choice, so a tool cannot be `unsafe`");
    }
    if let Some(abi) = &sig.abi {
        errors.on(abi, "a tool is a Rust function: it cannot be `extern`");
    }
    if let Some(variadic) = &sig.variadic {
        errors.on(variadic, "a tool names each of its arguments");
    }
}

fn effect(attribute: &Attribute, function: &Function, errors: &mut Errors) -> Option<Effect> {
    match (&attribute.effect, attribute.idempotent) {
        (Some(Effect::Read), Some(idempotent)) => {
            errors.at(idempotent, "a read is idempotent by nature");
        }
        (None, _) if !attribute.effect_unclear => {
            // The attribute's place, and yet not as a part of the expansion, which the compiler would add a note about.
            let place = function.sig.ident.span().located_at(Span::call_site());
            errors.at(place, "a tool says what it does: `effect = read`, `write` or `destructive`");
        }
        _ => {}
    }
    attribute.effect
}

fn access(attribute: &Attribute, errors: &mut Errors) -> Access {
    let access = attribute.access.unwrap_or(Access::Instance);
    if let Some(permission) = attribute.permission.as_ref().filter(|_| access != Access::Organization) {
        errors.on(permission, "a permission is held in an organization: it goes with `access = organization`");
    }
    access
}

fn description(function: &Function, errors: &mut Errors) -> String {
    let text = docs::text(&function.attrs, errors);
    let ident = &function.sig.ident;
    if text.as_deref() == Some("") {
        errors.on(ident, format!("`{ident}` has no doc comment: it is what the model reads about the tool"));
    }
    text.unwrap_or_default()
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
                errors.at(span, "a tool with `access = none` touches no data that a session could be bound to");
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
            errors.on(&function.sig.ident, "a tool answers: return a `Result`, such as `Result<User>`");
            None
        }
    }
}
