//! Policies that the compiler checks, and selections by the same criteria.
//!
//! A stable `const fn` cannot call the methods of a trait. There is therefore one method for each kind of criterion.

use super::build::{Message, equal};
use super::{Definition, Toolset, WORDS};
use crate::tool::{Access, Effect};

/// The number of tools that a message names.
const NAMED: usize = 8;

/// Policies: each method returns the toolset unchanged, or does not compile.
///
/// ```
/// use clerk_toolkit::tool::{Access, Effect};
/// use clerk_toolkit::{Toolset, catalog};
///
/// const SUPPORT: Toolset = catalog::users::TOOLS.without_effect(Effect::Destructive).forbid_category("billing");
/// const OWN: Toolset = SUPPORT.with_access(Access::User).only(Access::User);
/// ```
///
/// The error names the tools that violate the policy:
///
/// ```compile_fail
/// # use clerk_toolkit::{Toolset, catalog, tool::Effect};
/// const SUPPORT: Toolset = catalog::ALL.forbid(Effect::Destructive);
/// ```
///
/// An [`Access::Organization`] without a permission stands for every organization tool, and one with a permission for
/// the tools that need this permission.
impl Toolset {
    /// Requires that no tool has this effect.
    ///
    /// # Panics
    /// If a tool has it. In a constant, this is a compile error.
    #[track_caller]
    #[must_use]
    pub const fn forbid(self, effect: Effect) -> Self {
        self.require(Criterion::Effect(effect), false)
    }

    /// Requires that no tool has this access.
    ///
    /// # Panics
    /// If a tool has it. In a constant, this is a compile error.
    #[track_caller]
    #[must_use]
    pub const fn forbid_access(self, access: Access) -> Self {
        self.require(Criterion::Access(access), false)
    }

    /// Requires that no tool is in this category.
    ///
    /// # Panics
    /// If a tool is in it, or if the name is probably a misspelled category of the toolset. In a constant, this is a
    /// compile error.
    #[track_caller]
    #[must_use]
    pub const fn forbid_category(self, category: &str) -> Self {
        // A longer name with the same beginning is another category.
        if let Some(near) = self.near_category(category)
            && near.len().abs_diff(category.len()) <= 2
            && !self.has_refused()
        {
            panic!("{}", no_tool(Criterion::Category(category)).add("; did you mean `").add(near).add("`?").as_str());
        }
        self.require(Criterion::Category(category), false)
    }

    /// Requires that every tool has this access.
    ///
    /// # Panics
    /// If a tool has another one. In a constant, this is a compile error.
    #[track_caller]
    #[must_use]
    pub const fn only(self, access: Access) -> Self {
        self.require(Criterion::Access(access), true)
    }

    /// Requires that every tool has this effect.
    ///
    /// # Panics
    /// If a tool has another one. In a constant, this is a compile error.
    #[track_caller]
    #[must_use]
    pub const fn only_effect(self, effect: Effect) -> Self {
        self.require(Criterion::Effect(effect), true)
    }

    /// Requires that every tool is in this category.
    ///
    /// # Panics
    /// If a tool is in another one. In a constant, this is a compile error.
    #[track_caller]
    #[must_use]
    pub const fn only_category(self, category: &str) -> Self {
        self.require(Criterion::Category(category), true)
    }

    #[track_caller]
    const fn require(self, criterion: Criterion<'_>, wanted: bool) -> Self {
        if !self.has_refused() && !self.reduced(criterion, !wanted).is_empty() {
            panic!("{}", self.violation(criterion, wanted).as_str());
        }
        self
    }

    const fn violation(&self, criterion: Criterion<'_>, wanted: bool) -> Message {
        let message = Message::new().add(if wanted { "only tools with the " } else { "tools with the " });
        let message = criterion.describe(message);
        let mut message =
            message.add(if wanted { " are allowed, but " } else { " are forbidden, but the toolset has " });
        let (mut position, mut named) = (0, 0);
        while position < self.table.tools.len() {
            let tool = self.table.tools[position];
            if self.holds(position) && criterion.matches(tool) != wanted {
                if named == NAMED {
                    return message.add(", …");
                }
                message = message.add(if named == 0 { "`" } else { ", `" });
                message = message.add(tool.category()).add(".").add(tool.name()).add("`");
                if wanted {
                    message = criterion.of(tool).describe(message.add(" has the "));
                }
                named += 1;
            }
            position += 1;
        }
        message
    }
}

/// Selections by effect, access and category, beside [`Toolset::select`]. In a constant, a selection without tools does
/// not compile.
///
/// ```
/// use clerk_toolkit::tool::{Access, Effect};
/// use clerk_toolkit::{Toolset, catalog, toolset};
///
/// toolset! {
///     /// What a support agent needs: reading everything, and changing users.
///     const SUPPORT = [
///         ..catalog::organizations::TOOLS.with_effect(Effect::Read),
///         ..catalog::users::TOOLS.without_effect(Effect::Destructive),
///     ];
/// }
/// const OWN: Toolset = SUPPORT.with_access(Access::User);
/// assert!(OWN.iter().all(|tool| tool.access() == Access::User));
/// ```
impl Toolset {
    /// The tools with this effect.
    ///
    /// # Panics
    /// If the toolset has no such tool.
    #[track_caller]
    #[must_use]
    pub const fn with_effect(self, effect: Effect) -> Self {
        self.keep(Criterion::Effect(effect), true)
    }

    /// The tools with another effect.
    ///
    /// # Panics
    /// If the toolset has no such tool.
    #[track_caller]
    #[must_use]
    pub const fn without_effect(self, effect: Effect) -> Self {
        self.keep(Criterion::Effect(effect), false)
    }

    /// The tools with this access.
    ///
    /// # Panics
    /// If the toolset has no such tool.
    #[track_caller]
    #[must_use]
    pub const fn with_access(self, access: Access) -> Self {
        self.keep(Criterion::Access(access), true)
    }

    /// The tools with another access.
    ///
    /// # Panics
    /// If the toolset has no such tool.
    #[track_caller]
    #[must_use]
    pub const fn without_access(self, access: Access) -> Self {
        self.keep(Criterion::Access(access), false)
    }

    /// The tools of this category. [`Toolset::select`] takes several categories.
    ///
    /// # Panics
    /// If the toolset has no such tool.
    #[track_caller]
    #[must_use]
    pub const fn with_category(self, category: &str) -> Self {
        self.known(category).keep(Criterion::Category(category), true)
    }

    /// The tools of other categories.
    ///
    /// # Panics
    /// If no tool is in this category, or every tool is.
    #[track_caller]
    #[must_use]
    pub const fn without_category(self, category: &str) -> Self {
        self.known(category).keep(Criterion::Category(category), false)
    }

    #[track_caller]
    const fn keep(self, criterion: Criterion<'_>, wanted: bool) -> Self {
        if self.has_refused() {
            return self;
        }
        let kept = self.reduced(criterion, wanted);
        if kept.is_empty() {
            let message = match wanted {
                true => no_tool(criterion),
                false => criterion.describe(Message::new().add("every tool of the toolset has the ")),
            };
            panic!("{}", message.as_str());
        }
        kept
    }

    /// The toolset, if a tool is in the category.
    #[track_caller]
    const fn known(self, category: &str) -> Self {
        let criterion = Criterion::Category(category);
        if self.has_refused() || !self.reduced(criterion, true).is_empty() {
            return self;
        }
        let message = no_tool(criterion);
        let message = match self.near_category(category) {
            Some(near) => message.add("; did you mean `").add(near).add("`?"),
            None => self.contents(message.add("; ")),
        };
        panic!("{}", message.as_str());
    }

    /// The tools for which the criterion is `wanted`. There can be none.
    const fn reduced(self, criterion: Criterion<'_>, wanted: bool) -> Self {
        let mut members = [0; WORDS];
        let mut position = 0;
        while position < self.table.tools.len() {
            if self.holds(position) && criterion.matches(self.table.tools[position]) == wanted {
                members[position / 64] |= 1 << (position % 64);
            }
            position += 1;
        }
        Self { table: self.table, members }
    }
}

/// What a policy looks at.
#[derive(Clone, Copy)]
enum Criterion<'a> {
    Effect(Effect),
    Access(Access),
    Category(&'a str),
}

impl Criterion<'_> {
    const fn matches(self, tool: &Definition) -> bool {
        match self {
            Self::Effect(effect) => effect as u8 == tool.effect() as u8,
            Self::Access(Access::Organization { permission: Some(wanted) }) => match tool.access() {
                Access::Organization { permission: Some(permission) } => equal(permission, wanted),
                _ => false,
            },
            Self::Access(access) => equal(access.as_str(), tool.access().as_str()),
            Self::Category(category) => equal(category, tool.category()),
        }
    }

    /// The same criterion, with what the tool has.
    const fn of(self, tool: &'static Definition) -> Self {
        match self {
            Self::Effect(_) => Self::Effect(tool.effect()),
            Self::Access(_) => Self::Access(tool.access()),
            Self::Category(_) => Self::Category(tool.category()),
        }
    }

    /// Adds such as "effect `destructive`".
    const fn describe(self, message: Message) -> Message {
        match self {
            Self::Effect(effect) => message.add("effect `").add(effect.as_str()).add("`"),
            Self::Access(Access::Organization { permission: Some(permission) }) => {
                message.add("access `organization` and the permission `").add(permission).add("`")
            }
            Self::Access(access) => message.add("access `").add(access.as_str()).add("`"),
            Self::Category(category) => message.add("category `").add(category).add("`"),
        }
    }
}

const fn no_tool(criterion: Criterion<'_>) -> Message {
    criterion.describe(Message::new().add("no tool of the toolset has the "))
}

#[cfg(test)]
mod tests {
    use std::panic::catch_unwind;

    use super::*;
    use crate::catalog;

    fn message(violate: impl FnOnce() -> Toolset + std::panic::UnwindSafe) -> String {
        let panic = catch_unwind(violate).expect_err("the policy is violated");
        *panic.downcast::<String>().expect("the message is text")
    }

    #[test]
    fn an_organization_without_a_permission_stands_for_every_organization_tool() {
        let tools = catalog::ALL.with_access(Access::Organization { permission: None });
        assert!(tools.iter().all(|tool| matches!(tool.access(), Access::Organization { .. })));
        let permissions: Vec<_> = tools.iter().map(Definition::access).collect();
        let Some(&access @ Access::Organization { permission: Some(_) }) =
            permissions.iter().find(|access| matches!(access, Access::Organization { permission: Some(_) }))
        else {
            panic!("a tool needs a permission")
        };
        let with_it = catalog::ALL.with_access(access);
        assert!(with_it.iter().all(|tool| tool.access() == access));
        assert_eq!(with_it.only(Access::Organization { permission: None }).len(), with_it.len());
    }

    #[test]
    fn with_and_without_divide_a_toolset() {
        let all = catalog::ALL;
        for effect in [Effect::Read, Effect::Write, Effect::Destructive] {
            let (with, without) = (all.with_effect(effect), all.without_effect(effect));
            assert_eq!(with.len() + without.len(), all.len());
            assert_eq!(with.only_effect(effect).len(), with.len());
            assert_eq!(without.forbid(effect).len(), without.len());
        }
        let (users, others) = (all.with_category("users"), all.without_category("users"));
        assert_eq!(users.only_category("users").len() + others.forbid_category("users").len(), all.len());
    }

    #[test]
    fn a_misspelled_category_is_not_ignored() {
        assert_eq!(
            message(|| catalog::ALL.forbid_category("organisations")),
            "no tool of the toolset has the category `organisations`; did you mean `organizations`?"
        );
        assert_eq!(
            message(|| catalog::ALL.without_category("usrs")),
            "no tool of the toolset has the category `usrs`; did you mean `users`?"
        );
        assert_eq!(catalog::users::TOOLS.forbid_category("billing").len(), catalog::users::TOOLS.len());
    }

    #[test]
    fn a_long_list_of_tools_is_cut() {
        let message = message(|| catalog::ALL.only_category("none"));
        assert_eq!(message.matches(" has the category ").count(), NAMED);
        assert!(message.ends_with(", …"), "{message}");
    }
}
