//! Check: one parameter of the function, injected or an argument.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprPath, Ident, LitStr, Meta, Pat, PatType, Token, Type};

use super::constraints::Constraints;
use super::docs::{self, Prompt};
use super::types::{self, Injected, Kind};
use crate::errors::Errors;
use crate::names::{camel_case, is_argument_name};
use crate::suggest::nearest;
use crate::text;

/// What a parameter is to the tool.
pub(super) enum Parameter {
    /// Borrowed from the toolkit.
    Injected(Box<Injected>),
    /// Passed by the model.
    Argument(Box<Argument>),
}

pub(super) struct Argument {
    pub(super) ident: Ident,
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) description: Prompt,
    pub(super) ty: Type,
    pub(super) default: Option<(Span, Option<ExprPath>)>,
    pub(super) scoped: Option<Span>,
    pub(super) unscoped: Option<Span>,
    pub(super) constraints: Constraints,
    pub(super) wire: Option<Wire>,
}

/// What `#[wire(…)]` says about an argument's place in the request.
pub(super) enum Wire {
    /// `#[wire("name")]`: its name there.
    Name(LitStr),
    /// `#[wire(body)]`: it is the whole body.
    Body(Span),
    /// `#[wire(skip)]`: the function's own body uses it, and it is not sent under a name of its own.
    Skip(Span),
}

impl Wire {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Name(name) => name.span(),
            Self::Body(span) | Self::Skip(span) => *span,
        }
    }
}

impl Parameter {
    pub(super) fn argument(&self) -> Option<&Argument> {
        match self {
            Self::Argument(argument) => Some(argument),
            Self::Injected(_) => None,
        }
    }
}

impl Argument {
    /// The name in the path, the query or the body, if it is sent under a name.
    pub(super) fn wire_name(&self) -> Option<String> {
        match &self.wire {
            None => Some(self.ident.unraw().to_string()),
            Some(Wire::Name(name)) => Some(name.value()),
            Some(Wire::Body(_) | Wire::Skip(_)) => None,
        }
    }
}

/// The attributes of a parameter that have a meaning to the macro, other than doc comments.
const KNOWN: [&str; 5] = ["scoped", "unscoped", "serde", "schemars", "wire"];

/// Whether only the macro understands the attribute, which is therefore taken off the function.
pub(super) fn is_ours(attr: &Attribute) -> bool {
    docs::is_doc(attr) || is_condition(attr) || is_meant(attr)
}

/// Whether the attribute has a meaning to the macro, or was meant to.
fn is_meant(attr: &Attribute) -> bool {
    KNOWN.iter().any(|name| attr.path().is_ident(name)) || misspelt(attr).is_some()
}

fn is_condition(attr: &Attribute) -> bool {
    attr.path().is_ident("cfg") || attr.path().is_ident("cfg_attr")
}

/// The known attribute that another one was probably meant as. Those that the compiler knows, or another macro may, are
/// not near to any.
fn misspelt(attr: &Attribute) -> Option<&'static str> {
    const OF_THE_COMPILER: [&str; 8] = ["allow", "cfg", "cfg_attr", "deny", "doc", "expect", "forbid", "warn"];
    let name = attr.path().get_ident()?.to_string();
    let known = KNOWN.contains(&name.as_str()) || OF_THE_COMPILER.contains(&name.as_str());
    nearest(&name, KNOWN).filter(|_| !known)
}

/// `None` if the parameter cannot be used; the reason has been reported.
pub(super) fn check(typed: &PatType, errors: &mut Errors) -> Option<Parameter> {
    for attr in typed.attrs.iter().filter(|attr| is_condition(attr)) {
        errors.on(attr, "a tool has the same arguments in every build: move the condition to the function");
    }
    let ident = identifier(&typed.pat, errors);
    match types::classify(&typed.ty, errors)? {
        Kind::Injected(injected) => {
            check_injected(typed, &injected, errors);
            Some(Parameter::Injected(injected))
        }
        Kind::Owned => Some(Parameter::Argument(Box::new(argument(typed, ident?, errors)))),
    }
}

/// A borrowed parameter has no doc comment. Most that have one were meant as an argument.
fn check_injected(typed: &PatType, injected: &Injected, errors: &mut Errors) {
    if typed.attrs.iter().any(docs::is_doc) {
        let message = match types::is_provided(&injected.inner) {
            true => {
                "the toolkit provides this, and the model does not read its doc comment: write the comment with `//`"
                    .to_owned()
            }
            false => format!(
                "a borrowed parameter comes from the toolkit, and the model does not read its doc comment. If the model passes it, own it: `{}`. If not, write the comment with `//`",
                injected.owned
            ),
        };
        return errors.on(&typed.ty, message);
    }
    for attr in typed.attrs.iter().filter(|attr| is_meant(attr)) {
        let message = match types::is_provided(&injected.inner) {
            true => "this has no effect on a borrowed parameter, which comes from the toolkit".to_owned(),
            false => format!(
                "this has no effect on a borrowed parameter, which comes from the toolkit. If the model passes it, own it: `{}`",
                injected.owned
            ),
        };
        errors.on(attr, message);
    }
}

fn identifier<'a>(pat: &'a Pat, errors: &mut Errors) -> Option<&'a Ident> {
    match pat {
        Pat::Ident(pat) if pat.by_ref.is_none() && pat.subpat.is_none() => Some(&pat.ident),
        Pat::Wild(wild) => {
            errors.on(wild, "a parameter of a tool needs a name");
            None
        }
        pattern => {
            errors.on(pattern, "a parameter of a tool is a plain name: destructure it in the body");
            None
        }
    }
}

fn argument(typed: &PatType, ident: &Ident, errors: &mut Errors) -> Argument {
    let description = docs::prompt(&typed.attrs, errors);
    if description.is_empty() {
        let state = types::state(&typed.ty).map(|ty| format!(". If the application provides it, borrow it: `&{ty}`"));
        let state = state.unwrap_or_default();
        errors.on(ident, format!("`{ident}` needs a doc comment: the model reads it to fill in the argument{state}"));
    }
    let mut argument = Argument {
        ident: ident.clone(),
        name: camel_case(&ident.unraw().to_string()),
        span: ident.span(),
        description,
        ty: (*typed.ty).clone(),
        default: None,
        scoped: None,
        unscoped: None,
        constraints: Constraints::default(),
        wire: None,
    };
    for attr in &typed.attrs {
        attribute(attr, &mut argument, errors);
    }
    if let (Some(_), Some(unscoped)) = (argument.scoped, argument.unscoped) {
        errors.at(unscoped, "an argument is either `#[scoped]` or `#[unscoped]`");
    }
    if !is_argument_name(&argument.name) {
        errors.at(
            argument.span,
            "the name of an argument has 1 to 64 characters of `A-Za-z0-9_.-`: choose one with `#[serde(rename = \"…\")]`",
        );
    }
    argument
}

fn attribute(attr: &Attribute, argument: &mut Argument, errors: &mut Errors) {
    let Some(name) = attr.path().get_ident().map(Ident::to_string) else { return };
    let flag = match name.as_str() {
        "scoped" => &mut argument.scoped,
        "unscoped" => &mut argument.unscoped,
        "serde" => return serde(attr, argument, errors),
        "wire" => return wire(attr, argument, errors),
        "schemars" => return argument.constraints.read(attr, errors),
        _ => {
            if let Some(near) = misspelt(attr) {
                errors.on(attr.path(), format!("unknown attribute `{name}`: did you mean `{near}`?"));
            }
            return;
        }
    };
    if !matches!(attr.meta, Meta::Path(_)) {
        errors.on(attr, format!("`#[{name}]` takes no value"));
    } else if flag.replace(attr.path().span()).is_some() {
        errors.on(attr, format!("`#[{name}]` is given twice"));
    }
}

/// `rename` and `default`, the two options that have a meaning on a parameter.
fn serde(attr: &Attribute, argument: &mut Argument, errors: &mut Errors) {
    const OPTIONS: [&str; 2] = ["rename", "default"];
    let mut renamed = false;
    let result = attr.parse_nested_meta(|meta| {
        let given = meta.path.get_ident().map(Ident::to_string).unwrap_or_default();
        let twice = match given.as_str() {
            "rename" => std::mem::replace(&mut renamed, true),
            "default" => argument.default.is_some(),
            _ => {
                return Err(meta.error(match nearest(&given, OPTIONS) {
                    Some(near) => format!("unknown option `{given}`: did you mean `{near}`?"),
                    None => "a parameter takes `rename = \"…\"` and `default`: give the argument a type of your own for anything else".to_owned(),
                }));
            }
        };
        if twice {
            return Err(meta.error(format!("`{given}` is given twice")));
        }
        if given == "rename" { rename(&meta, argument) } else { default(&meta, argument) }
    });
    if let Err(error) = result {
        errors.add(error);
    }
}

/// The string after an option's `=`.
fn value(meta: &ParseNestedMeta<'_>, message: &str) -> syn::Result<LitStr> {
    let Ok(value) = meta.value() else { return Err(meta.error(message)) };
    let expr: Expr = value.parse().map_err(|error| syn::Error::new(error.span(), message))?;
    text::string(&expr).ok_or_else(|| syn::Error::new(expr.span(), message))
}

fn rename(meta: &ParseNestedMeta<'_>, argument: &mut Argument) -> syn::Result<()> {
    let name = value(meta, "`rename` is a string: `rename = \"…\"`")?;
    if !is_argument_name(&name.value()) {
        return Err(syn::Error::new(name.span(), "the name of an argument has 1 to 64 characters of `A-Za-z0-9_.-`"));
    }
    argument.name = name.value();
    argument.span = name.span();
    Ok(())
}

fn default(meta: &ParseNestedMeta<'_>, argument: &mut Argument) -> syn::Result<()> {
    const MESSAGE: &str = "`default` has no value, or the path of a function: `default = \"path::to::function\"`";
    let function = match meta.input.peek(Token![=]) {
        true => Some(value(meta, MESSAGE)?.parse().map_err(|error| syn::Error::new(error.span(), MESSAGE))?),
        false => None,
    };
    argument.default = Some((meta.path.span(), function));
    Ok(())
}

fn wire(attr: &Attribute, argument: &mut Argument, errors: &mut Errors) {
    match attr.parse_args_with(wire_value).map_err(|error| match attr.meta {
        Meta::List(_) => error,
        _ => syn::Error::new_spanned(attr, WIRE),
    }) {
        Ok(_) if argument.wire.is_some() => errors.on(attr, "`#[wire]` is given twice"),
        Ok(wire) => argument.wire = Some(wire),
        Err(error) => errors.add(error),
    }
}

const WIRE: &str = "`#[wire]` takes the name in Clerk's API: `#[wire(\"email_address\")]`";

fn wire_value(input: ParseStream<'_>) -> syn::Result<Wire> {
    if let Ok(ident) = input.fork().call(Ident::parse_any)
        && let Some(wire) = match ident.to_string().as_str() {
            "body" => Some(Wire::Body(ident.span())),
            "skip" => Some(Wire::Skip(ident.span())),
            _ => None,
        }
    {
        input.call(Ident::parse_any)?;
        return if input.is_empty() { Ok(wire) } else { Err(input.error(WIRE)) };
    }
    let expr: Expr = input.parse().map_err(|error| syn::Error::new(error.span(), WIRE))?;
    let name = text::string(&expr).ok_or_else(|| syn::Error::new(expr.span(), WIRE))?;
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-[]".contains(&b));
    match is_name(&name.value()) && input.is_empty() {
        true => Ok(Wire::Name(name)),
        false => {
            Err(syn::Error::new(name.span(), "a name in a request has letters, digits, `_`, `-`, `.`, `[` and `]`"))
        }
    }
}
