//! Check and expand: the request that a tool's signature describes.
//!
//! A parameter whose name is in the path is a segment of it. Every other argument has a place in the query or in the
//! body, under its Rust name or the one of its `#[wire("…")]`. From that follow the data of the definition, and the body
//! of a function that has none.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{FnArg, Pat, Type, TypePath};

use super::attribute::Attribute;
use super::function::Function;
use super::parameter::{Argument, Parameter, Wire};
use super::template::{Method, Part, Template};
use super::types;
use crate::errors::Errors;
use crate::spans::ends;
use crate::suggest::nearest;

/// An endpoint that fits the function.
pub(super) struct Endpoint {
    method: Method,
    path: String,
    /// The names in the query or in the body.
    names: Vec<String>,
    /// Whether one argument is the whole body.
    has_whole_body: bool,
    /// The body of a function that has none.
    body: Option<Body>,
}

/// What the expansion sends.
struct Body {
    client: (Ident, Type),
    /// The parts of the path: literals, and the parameters that are segments.
    parts: Vec<Segment>,
    /// Each argument that is not in the path, with its place, the function's parameter and the name that a model reads.
    sent: Vec<(Place, Ident, String)>,
    output: Type,
    span: Span,
}

enum Segment {
    Literal(String),
    Parameter(Ident),
}

enum Place {
    Named(String),
    Whole,
}

/// `None` if the attribute names no endpoint, or if something does not fit; `errors` says what.
pub(super) fn check(
    attribute: &Attribute,
    function: &Function,
    parameters: Option<&[Parameter]>,
    output: Option<&Type>,
    errors: &mut Errors,
) -> Option<Endpoint> {
    let arguments = || parameters.into_iter().flatten().filter_map(Parameter::argument);
    let Some(template) = &attribute.endpoint else {
        if !attribute.is_unclear("endpoint") {
            without_endpoint(function, arguments(), errors);
        }
        return None;
    };
    let client = match function.has_body() {
        true => None,
        false => Some(client(template, function, errors)),
    };
    // What the path names cannot be told if a parameter could not be read.
    let parameters = parameters?;
    let arguments: Vec<&Argument> = parameters.iter().filter_map(Parameter::argument).collect();
    let known: Vec<String> = arguments.iter().filter_map(|argument| argument.wire_name()).collect();
    for name in template.parameters().filter(|name| !known.iter().any(|known| known == name)) {
        errors.on(&template.text, unknown_parameter(name, &known));
    }
    let sent: Vec<&Argument> = arguments.iter().copied().filter(|argument| !is_in_path(argument, template)).collect();
    places(&arguments, &sent, template, function.has_body(), errors);
    let body = match client {
        None => None,
        Some(client) => Some(Body {
            client: client?,
            parts: template.parts.iter().filter_map(|part| segment(part, &arguments)).collect(),
            sent: sent
                .iter()
                .filter_map(|argument| Some((place(argument)?, argument.ident.clone(), argument.name.clone())))
                .collect(),
            output: output?.clone(),
            span: template.text.span(),
        }),
    };
    Some(Endpoint {
        method: template.method,
        path: template.path.clone(),
        names: sent.iter().filter_map(|argument| argument.wire_name()).collect(),
        has_whole_body: sent.iter().any(|argument| matches!(argument.wire, Some(Wire::Body(_)))),
        body,
    })
}

/// A tool that names no endpoint needs a body, and has no names in a request.
fn without_endpoint<'a>(function: &Function, arguments: impl Iterator<Item = &'a Argument>, errors: &mut Errors) {
    if !function.has_body() {
        errors.on(
            &function.sig.ident,
            "this tool has no body: write one, or name the request that it sends with `endpoint = \"GET /path\"`",
        );
        return;
    }
    for wire in arguments.filter_map(|argument| argument.wire.as_ref()) {
        errors
            .at(wire.span(), "`#[wire]` is about the request of a tool with `endpoint = \"…\"`, and this one has none");
    }
}

fn is_in_path(argument: &Argument, template: &Template) -> bool {
    argument.wire_name().is_some_and(|name| template.parameters().any(|parameter| parameter == name))
}

fn unknown_parameter(name: &str, known: &[String]) -> String {
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("`{{{name}}}` is not a parameter of this function: did you mean `{{{near}}}`?"),
        None => format!("`{{{name}}}` is not a parameter of this function: add `{name}`, with the type of an id"),
    }
}

/// Reports names that are given twice, and places that the method or the function does not have.
fn places(all: &[&Argument], sent: &[&Argument], template: &Template, has_body: bool, errors: &mut Errors) {
    let mut names: Vec<String> = Vec::new();
    for argument in all {
        let Some(name) = argument.wire_name() else { continue };
        let span = argument.wire.as_ref().map_or(argument.ident.span(), Wire::span);
        if names.contains(&name) {
            errors.at(span, format!("two parameters are sent as `{name}`"));
        }
        names.push(name);
    }
    for argument in all {
        match &argument.wire {
            Some(Wire::Skip(span)) if !has_body => {
                errors.at(
                    *span,
                    "a tool without a body sends every argument: leave `#[wire(skip)]` out, or write a body",
                );
            }
            Some(Wire::Body(span)) if template.method.has_query() => {
                errors.at(*span, format!("a `{}` request has no body", template.method.name()));
            }
            Some(Wire::Body(span)) if sent.len() > 1 => {
                errors.at(*span, "`#[wire(body)]` is the whole body, so no other argument can be in it");
            }
            _ => {}
        }
    }
}

fn place(argument: &Argument) -> Option<Place> {
    match &argument.wire {
        Some(Wire::Body(_)) => Some(Place::Whole),
        _ => argument.wire_name().map(Place::Named),
    }
}

fn segment(part: &Part, arguments: &[&Argument]) -> Option<Segment> {
    match part {
        Part::Literal(text) => Some(Segment::Literal(text.clone())),
        Part::Parameter(name) => {
            let argument = arguments.iter().find(|argument| argument.wire_name().as_ref() == Some(name))?;
            Some(Segment::Parameter(argument.ident.clone()))
        }
    }
}

/// The parameter that sends the request. Reports what else a function without a body cannot have.
fn client(template: &Template, function: &Function, errors: &mut Errors) -> Option<(Ident, Type)> {
    if function.sig.asyncness.is_none() {
        errors.on(function.sig.fn_token, "a tool without a body sends a request, so it is an `async fn`");
    }
    let (mut client, mut others) = (None, Vec::new());
    for input in &function.sig.inputs {
        let FnArg::Typed(typed) = input else { continue };
        let Pat::Ident(pat) = &*typed.pat else { continue };
        match types::borrowed_type(&typed.ty) {
            Some(inner) if client.is_none() && !types::is_session(inner) => {
                if !types::is_reference(&typed.ty) {
                    errors.on(&typed.ty, "a tool without a body uses the client in every call: borrow `&ClerkClient`");
                }
                client = Some((pat.ident.clone(), (*typed.ty).clone()));
            }
            Some(_) => others.push(&*typed.ty),
            None => {}
        }
    }
    match (&client, &others[..]) {
        (Some(_), others) => {
            for other in others {
                errors.on(other, "a tool without a body borrows only the client: leave this out, or write a body");
            }
        }
        (None, [other, ..]) => {
            errors.on(other, "a tool without a body borrows only the client: borrow `&ClerkClient`, or write a body");
        }
        (None, []) => {
            errors.on(&template.text, "a tool without a body needs the client: add a parameter `clerk: &ClerkClient`");
        }
    }
    client
}

impl Endpoint {
    /// What the definition says about it.
    pub(super) fn constant(&self) -> TokenStream {
        let Self { path, names, .. } = self;
        let method = self.method.name();
        let names = quote!(&[#(#names),*]);
        let none = quote!(&[]);
        let (query, body) = match self.method.has_query() {
            true => (names, quote!(::core::option::Option::None)),
            false if self.names.is_empty() && !self.has_whole_body => (none, quote!(::core::option::Option::None)),
            false => (none, quote!(::core::option::Option::Some(#names))),
        };
        quote!(__private::Endpoint::new(#method, #path, #query, #body))
    }

    /// The body of a function that has none.
    pub(super) fn body(&self, krate: &TokenStream) -> Option<TokenStream> {
        let body = self.body.as_ref()?;
        let private = quote!(#krate::client::__private);
        let (client, ty) = &body.client;
        let client = quote_spanned!(ty.span()=> #private::client(#client));
        let parts = body.parts.iter().map(|segment| match segment {
            Segment::Literal(text) => text.to_token_stream(),
            Segment::Parameter(ident) => quote_spanned!(ident.span()=> #private::segment(&#ident)),
        });
        let send = format_ident!("{}", self.method.name().to_lowercase(), span = body.span);
        let add = body.sent.iter().map(|(place, ident, argument)| match place {
            Place::Named(name) if self.method.has_query() => {
                quote_spanned!(ident.span()=> .argument(#name, #argument, &#ident))
            }
            Place::Named(name) => quote_spanned!(ident.span()=> .field(#name, &#ident)),
            Place::Whole => quote_spanned!(ident.span()=> .wire_json(&#ident)),
        });
        let (alias, output) = alias(&body.output);
        let (first, last) = ends(&body.output);
        let mut reply = quote_spanned!(first=> #private::Reply::<#output>);
        reply.extend(quote_spanned!(last=> ::new()));
        Some(quote! {{
            #alias
            #[allow(unused_imports)]
            use #private::NoResult as _;
            #reply.receive(#client.#send((#(#parts,)*)) #(#add)*).await
        }})
    }
}

/// A name for a plain type, for the same reason as in the definition: between angle brackets, the compiler describes a
/// type that does not exist in other words.
fn alias(ty: &Type) -> (TokenStream, TokenStream) {
    let plain = |path: &TypePath| path.path.segments.iter().all(|segment| segment.arguments.is_none());
    match ty {
        Type::Path(path) if path.qself.is_none() && plain(path) => {
            let name = format_ident!("__Reply", span = ty.span());
            (quote!(type #name = #ty;), name.into_token_stream())
        }
        _ => (TokenStream::new(), ty.to_token_stream()),
    }
}
