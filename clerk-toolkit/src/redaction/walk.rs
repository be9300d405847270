//! Redacts a JSON document.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{Class, Declaration, RedactionReason, Scanner, marker};
use crate::json::{self, origin};

/// A value that a marker replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Redaction {
    /// The place in the output, as a JSON Pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)); empty for the
    /// whole output.
    pub path: String,
    /// Why it was replaced.
    pub reason: RedactionReason,
}

/// One pass over a document.
pub(crate) struct Redactor<'a> {
    scanner: &'a Scanner,
    allow_private_metadata: bool,
    /// Finds a declaration by the value of `object`.
    declarations: fn(&str) -> Option<&'static Declaration>,
    redactions: Vec<Redaction>,
    resources: Vec<FoundResource>,
}

/// A resource that a tool returned. It is not inside another one.
pub(crate) struct FoundResource {
    /// The place in the output, as a JSON Pointer.
    pub(crate) path: String,
    /// Whether it is an item of a list.
    pub(crate) is_in_list: bool,
    pub(crate) declaration: &'static Declaration,
}

/// Who decides what a value contains.
#[derive(Clone, Copy)]
enum Owner {
    /// The customer: only values are judged.
    Customer,
    /// Not known: Clerk, if an object is a resource. With the declaration of the field that has the value, if any.
    Unknown(Option<&'static Declaration>),
}

/// A place in the document, as a list from the innermost step to the outermost.
#[derive(Clone, Copy)]
struct Place<'a> {
    outer: Option<&'a Place<'a>>,
    step: Step<'a>,
    depth: usize,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Item(usize),
}

impl<'a> Redactor<'a> {
    pub(crate) fn new(
        scanner: &'a Scanner,
        allow_private_metadata: bool,
        declarations: fn(&str) -> Option<&'static Declaration>,
    ) -> Self {
        Self { scanner, allow_private_metadata, declarations, redactions: Vec::new(), resources: Vec::new() }
    }

    /// Redacts what a tool returned. Returns what was replaced and the resources that were found, in the document's order.
    pub(crate) fn output(mut self, value: &mut Value) -> (Vec<Redaction>, Vec<FoundResource>) {
        self.value(value, Owner::Unknown(None), Place { outer: None, step: Step::Root, depth: 0 });
        (self.redactions, self.resources)
    }

    /// Redacts what a customer owns: only values are judged.
    pub(crate) fn customer(mut self, value: &mut Value) -> Vec<Redaction> {
        self.value(value, Owner::Customer, Place { outer: None, step: Step::Root, depth: 0 });
        self.redactions
    }

    fn value(&mut self, value: &mut Value, owner: Owner, place: Place<'_>) {
        match value {
            Value::String(text) => {
                // A value that JSON could not represent when it was read.
                if let Some(reason) = marker::unreadable(text) {
                    self.report(place, reason);
                } else if let Some(scrubbed) = self.scanner.scrub(text) {
                    *text = scrubbed.text;
                    self.report(place, scrubbed.reason);
                }
            }
            // The marker has the same type, which is one more level.
            Value::Array(_) | Value::Object(_) if place.depth + 1 >= json::MAX_DEPTH => {
                self.replace(value, RedactionReason::TooDeep, place);
            }
            Value::Array(items) => {
                for (position, item) in items.iter_mut().enumerate() {
                    self.value(item, owner, place.inner(Step::Item(position)));
                }
            }
            Value::Object(fields) => self.object(fields, owner, place),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn object(&mut self, fields: &mut Map<String, Value>, owner: Owner, place: Place<'_>) {
        let declarations = match owner {
            Owner::Customer => [None; 2],
            Owner::Unknown(of_field) => {
                let of_type = origin::take(fields).and_then(|name| (self.declarations)(&name));
                if let Some(declaration) = of_type {
                    let is_in_list = matches!(place.step, Step::Item(_));
                    self.resources.push(FoundResource { path: place.pointer(), is_in_list, declaration });
                }
                // Most names have another length, so that this costs less than hashing.
                let object = fields.iter().find(|(name, _)| *name == "object").and_then(|(_, value)| value.as_str());
                [of_type.or(of_field), object.and_then(self.declarations)]
            }
        };
        self.keys(fields, place);
        for (name, field) in fields {
            let place = place.inner(Step::Key(name));
            let classes = declarations.iter().flatten().map(|declaration| declaration.class(name));
            let class = classes.into_iter().find(|class| !matches!(class, Class::Plain)).unwrap_or(Class::Plain);
            match class {
                Class::Link => self.replace(field, RedactionReason::SignInLink, place),
                Class::Secret => self.replace(field, RedactionReason::Secret, place),
                Class::Private if !self.allow_private_metadata => {
                    self.replace(field, RedactionReason::PrivateMetadata, place);
                }
                Class::Private | Class::Customer => self.value(field, Owner::Customer, place),
                Class::Resource(declaration) => self.value(field, Owner::Unknown(Some(declaration)), place),
                Class::Plain | Class::Time => {
                    let owner = if let Owner::Customer = owner { owner } else { Owner::Unknown(None) };
                    self.value(field, owner, place);
                }
            }
        }
    }

    /// Replaces names that are credentials. The number and the order of the names stay.
    fn keys(&mut self, fields: &mut Map<String, Value>, place: Place<'_>) {
        if !fields.keys().any(|name| self.scanner.scrub(name).is_some()) {
            return;
        }
        let old = std::mem::take(fields);
        let names: HashSet<String> = old.keys().cloned().collect();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for (name, value) in old {
            let Some(scrubbed) = self.scanner.scrub(&name) else {
                fields.insert(name, value);
                continue;
            };
            let mut name = scrubbed.text.clone();
            let count = counts.entry(name.clone()).or_insert(1);
            while fields.contains_key(&name) || names.contains(&name) {
                *count += 1;
                name = format!("{} {count}", scrubbed.text);
            }
            self.report(place.inner(Step::Key(&name)), scrubbed.reason);
            fields.insert(name, value);
        }
    }

    fn replace(&mut self, value: &mut Value, reason: RedactionReason, place: Place<'_>) {
        if let Some(marker) = marker::of(value, reason) {
            json::dismantle(std::mem::replace(value, marker));
            self.report(place, reason);
        }
    }

    fn report(&mut self, place: Place<'_>, reason: RedactionReason) {
        self.redactions.push(Redaction { path: place.pointer(), reason });
    }
}

impl<'a> Place<'a> {
    fn inner<'b>(&'b self, step: Step<'b>) -> Place<'b> {
        Place { outer: Some(self), step, depth: self.depth + 1 }
    }

    /// The place as a JSON Pointer.
    fn pointer(&self) -> String {
        let mut path = String::new();
        self.write(&mut path);
        path
    }

    fn write(&self, path: &mut String) {
        if let Some(outer) = self.outer {
            outer.write(path);
        }
        match self.step {
            Step::Root => {}
            Step::Key(name) => {
                path.push('/');
                path.push_str(&json::pointer_segment(name));
            }
            Step::Item(position) => path.push_str(&format!("/{position}")),
        }
    }
}
