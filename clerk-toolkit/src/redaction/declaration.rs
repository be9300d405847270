//! What a Clerk resource says about its fields.

/// What a resource says about one field.
#[derive(Clone, Copy)]
pub(crate) enum Class {
    /// A field without a secret.
    Plain,
    /// Clerk keeps a secret here.
    Secret,
    /// A link that signs in the person who opens it.
    Link,
    /// Private metadata.
    Private,
    /// The customer decides what is in here, at every depth.
    Customer,
    /// Another resource, or a list of such.
    Resource(&'static Declaration),
}

/// The fields of a Clerk resource that are not plain.
pub(crate) struct Declaration {
    /// What Clerk writes as `object`; for a resource without one, a name of our own.
    pub(crate) object: &'static str,
    /// The fields that are not plain.
    pub(crate) fields: &'static [(&'static str, Class)],
}

impl Declaration {
    /// What the resource says about a field.
    pub(super) fn class(&self, field: &str) -> Class {
        self.fields.iter().find(|(name, _)| *name == field).map_or(Class::Plain, |(_, class)| *class)
    }
}

/// The number of fields that are not plain.
pub(crate) const fn count_special(fields: &[(&str, Class)]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < fields.len() {
        if !matches!(fields[at].1, Class::Plain) {
            count += 1;
        }
        at += 1;
    }
    count
}

/// The fields that are not plain. `N` is [`count_special`].
pub(crate) const fn special<const N: usize>(fields: &[(&'static str, Class)]) -> [(&'static str, Class); N] {
    let mut found = [("", Class::Plain); N];
    let (mut count, mut at) = (0, 0);
    while at < fields.len() {
        if !matches!(fields[at].1, Class::Plain) {
            found[count] = fields[at];
            count += 1;
        }
        at += 1;
    }
    found
}
