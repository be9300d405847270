//! What a Clerk resource says about its fields.

/// What a resource says about who may see a field, and how it is shown.
#[derive(Clone, Copy)]
pub(crate) enum Class {
    /// A field without a secret.
    Plain,
    /// A point in time, in milliseconds since 1970.
    Time,
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

/// A field of a resource.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    /// The JSON name.
    pub(crate) name: &'static str,
    /// Who may see it, and how it is shown.
    pub(crate) class: Class,
    /// Whether it belongs to the concise view.
    pub(crate) concise: bool,
    /// Whether it belongs to the view of a resource in a list, and after a write.
    pub(crate) row: bool,
    /// Whether end users write its text.
    #[cfg_attr(not(test), expect(dead_code, reason = "the step that announces such text reads it"))]
    pub(crate) untrusted: bool,
}

/// The methods are the words that a resource writes in brackets before a field.
impl Field {
    /// A field whose class follows from its type. A leading `r#` of the name is left out.
    pub(crate) const fn new(name: &'static str, class: Class) -> Self {
        let name = match name.as_bytes() {
            [b'r', b'#', ..] => name.split_at(2).1,
            _ => name,
        };
        Self { name, class, concise: false, row: false, untrusted: false }
    }

    const fn of(self, class: Class) -> Self {
        Self { class, ..self }
    }

    pub(crate) const fn secret(self) -> Self {
        self.of(Class::Secret)
    }

    pub(crate) const fn link(self) -> Self {
        self.of(Class::Link)
    }

    pub(crate) const fn private(self) -> Self {
        self.of(Class::Private)
    }

    pub(crate) const fn customer(self) -> Self {
        self.of(Class::Customer)
    }

    pub(crate) const fn concise(self) -> Self {
        Self { concise: true, ..self }
    }

    /// A field of a row is also concise.
    pub(crate) const fn row(self) -> Self {
        Self { concise: true, row: true, ..self }
    }

    pub(crate) const fn untrusted(self) -> Self {
        Self { untrusted: true, ..self }
    }

    /// Whether the redaction treats the field in a special way.
    const fn is_guarded(&self) -> bool {
        !matches!(self.class, Class::Plain | Class::Time)
    }
}

/// What a Clerk resource says about its fields.
pub(crate) struct Declaration {
    /// What Clerk writes as `object`; for a resource without one, a name of our own.
    pub(crate) object: &'static str,
    /// The fields that are declared. Those that the redaction treats in a special way come first.
    pub(crate) fields: &'static [Field],
    /// How many fields the redaction treats in a special way.
    guarded: usize,
    is_typed: bool,
}

impl Declaration {
    /// A declaration with these fields, after [`guarded_first`].
    pub(crate) const fn new(object: &'static str, fields: &'static [Field]) -> Self {
        let mut guarded = 0;
        while guarded < fields.len() && fields[guarded].is_guarded() {
            guarded += 1;
        }
        Self { object, fields, guarded, is_typed: false }
    }

    /// The same, for a resource whose fields are all declared.
    pub(crate) const fn typed(object: &'static str, fields: &'static [Field]) -> Self {
        Self { is_typed: true, ..Self::new(object, fields) }
    }

    /// Whether all fields are declared. Otherwise only those that are secret or private are.
    pub(crate) const fn is_typed(&self) -> bool {
        self.is_typed
    }

    /// The declared field with that name.
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// What the resource says about a field, as far as the redaction is concerned.
    pub(super) fn class(&self, field: &str) -> Class {
        let guarded = &self.fields[..self.guarded];
        guarded.iter().find(|declared| declared.name == field).map_or(Class::Plain, |declared| declared.class)
    }
}

/// The same fields. Those that the redaction treats in a special way come first, so that it finds them quickly.
pub(crate) const fn guarded_first<const N: usize>(fields: [Field; N]) -> [Field; N] {
    let mut sorted = fields;
    let (mut count, mut guarded) = (0, true);
    loop {
        let mut at = 0;
        while at < N {
            if fields[at].is_guarded() == guarded {
                sorted[count] = fields[at];
                count += 1;
            }
            at += 1;
        }
        if !guarded {
            return sorted;
        }
        guarded = false;
    }
}
