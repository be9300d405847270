//! Check: whether a type is borrowed from the toolkit, or owned and passed by the model.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    BoundLifetimes, GenericArgument, GenericParam, Ident, Lifetime, PathArguments, Type, TypeFnPtr, TypeImplTrait,
    TypeInfer, TypeReference,
};

use crate::errors::Errors;

const OPEN: &str = "a tool's signature names every type: `impl Trait` leaves this one open";
const OWNED: &str = "an argument is owned, all the way down";

/// What a parameter's type makes of it.
pub(super) enum Kind {
    Injected(Box<Injected>),
    Owned,
}

pub(super) struct Injected {
    /// The type behind the reference.
    pub(super) inner: Type,
    /// The whole type, where the reference is inside another.
    pub(super) optional: Option<Type>,
}

/// `None` where the type is neither. The reason has been reported, or is one that the compiler reports itself: a type
/// left to be inferred, or a lifetime that a function with no generics cannot have declared.
pub(super) fn classify(ty: &Type, errors: &mut Errors) -> Option<Kind> {
    match ty {
        Type::Group(group) => classify(&group.elem, errors),
        Type::Paren(paren) => classify(&paren.elem, errors),
        Type::Reference(reference) => {
            let inner = borrowed(reference, errors)?;
            Some(Kind::Injected(Box::new(Injected { inner, optional: None })))
        }
        _ => match sole_reference(ty) {
            Some(reference) => {
                let inner = borrowed(reference, errors)?;
                Some(Kind::Injected(Box::new(Injected { inner, optional: Some(ty.clone()) })))
            }
            None => is_owned(ty, errors).then_some(Kind::Owned),
        },
    }
}

/// Whether a function's result has a type of its own; the counterpart of [`classify`], with the same reports.
pub(super) fn is_named(ty: &Type, errors: &mut Errors) -> bool {
    let mut finder = Finder { borrows: true, ..Finder::default() };
    finder.visit_type(ty);
    finder.report(errors)
}

/// `&T` of `Option<&T>`, or of whatever else has just one reference between its angle brackets: what stands before
/// them may be an alias, so the compiler is asked whether it is an `Option`.
fn sole_reference(ty: &Type) -> Option<&TypeReference> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    let mut arguments = arguments.args.iter();
    match (arguments.next(), arguments.next()) {
        (Some(GenericArgument::Type(Type::Reference(reference))), None) => Some(reference),
        _ => None,
    }
}

/// The type behind a reference, if state of that type can exist.
fn borrowed(reference: &TypeReference, errors: &mut Errors) -> Option<Type> {
    if let Some(token) = reference.mutability {
        errors.at(token.span, "calls share what they borrow: take `&` and keep a lock inside");
        return None;
    }
    match &reference.lifetime {
        Some(lifetime) if lifetime.ident == "static" => {
            errors.on(lifetime, "a tool borrows for the length of the call: leave the lifetime out");
            return None;
        }
        Some(lifetime) if lifetime.ident != "_" => return None,
        _ => {}
    }
    let inner = bare(&reference.elem);
    let refusal = match inner {
        Type::Path(path) if path.path.is_ident("str") => "an argument is owned: take `String`",
        Type::Slice(_) => "an argument is owned: take `Vec<T>`",
        Type::TraitObject(_) => "state is found by its own type: borrow a struct that holds the trait object",
        Type::Reference(_) => "one `&` is enough",
        _ => {
            let mut finder = Finder { borrows: true, ..Finder::default() };
            finder.visit_type(inner);
            return finder.report(errors).then(|| inner.clone());
        }
    };
    errors.on(reference, refusal);
    None
}

/// The type without parentheses.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        other => other,
    }
}

fn is_owned(ty: &Type, errors: &mut Errors) -> bool {
    let mut finder = Finder::default();
    finder.visit_type(ty);
    finder.report(errors)
}

/// Finds the first thing that keeps a type from standing on its own.
#[derive(Default)]
struct Finder {
    /// Whether references and lifetimes are fine.
    borrows: bool,
    found: Option<(Span, &'static str)>,
    /// Whether something was found that the compiler reports itself.
    left_to_compiler: bool,
    /// The lifetimes of a `for<'a>` inside the type.
    bound: Vec<Ident>,
}

impl Finder {
    /// Whether nothing was found.
    fn report(self, errors: &mut Errors) -> bool {
        if let Some((span, refusal)) = self.found.filter(|_| !self.left_to_compiler) {
            errors.at(span, refusal);
        }
        self.found.is_none() && !self.left_to_compiler
    }
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_type_impl_trait(&mut self, ty: &'ast TypeImplTrait) {
        self.found.get_or_insert((ty.impl_token.span, OPEN));
    }

    fn visit_type_reference(&mut self, ty: &'ast TypeReference) {
        if !self.borrows {
            self.found.get_or_insert((ty.and_token.span(), OWNED));
        }
        visit::visit_type_reference(self, ty);
    }

    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        match lifetime.ident.to_string().as_str() {
            "static" => {}
            "_" if self.borrows => {}
            "_" => {
                self.found.get_or_insert((lifetime.span(), OWNED));
            }
            _ => self.left_to_compiler |= !self.bound.contains(&lifetime.ident),
        }
    }

    fn visit_bound_lifetimes(&mut self, lifetimes: &'ast BoundLifetimes) {
        self.bound.extend(lifetimes.lifetimes.iter().filter_map(|parameter| match parameter {
            GenericParam::Lifetime(parameter) => Some(parameter.lifetime.ident.clone()),
            _ => None,
        }));
    }

    fn visit_type_infer(&mut self, _: &'ast TypeInfer) {
        self.left_to_compiler = true;
    }

    // A function pointer's own references are none of the argument's.
    fn visit_type_fn_ptr(&mut self, _: &'ast TypeFnPtr) {}
}
