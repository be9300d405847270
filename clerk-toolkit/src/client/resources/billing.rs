//! What users and organizations subscribe to and pay for.

use super::super::ids::{OrganizationId, Segment, UserId};
use super::super::times::UnixMillis;

resource! {
    /// The subscription of a user or an organization.
    Subscription as "commerce_subscription" {
        /// The subscription's id.
        [concise] id: Segment,
        /// `active`, `past_due`, `canceled`, `ended`, `abandoned`, `incomplete`, or a value that Clerk adds later.
        [concise] status: &str,
        /// Who pays.
        payer_id: Segment,
        /// The plans that it consists of.
        [concise] subscription_items: Vec<SubscriptionItem>,
        /// The next payment.
        [concise] next_payment: NextPayment,
        /// Whether the payer can have a free trial.
        [concise] eligible_for_free_trial: bool,
        /// When it became active.
        [concise] active_at: UnixMillis,
        /// When its payment became overdue.
        [concise] past_due_at: UnixMillis,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// One plan in a subscription.
    SubscriptionItem as "commerce_subscription_item" {
        /// The item's id.
        [concise] id: Segment,
        /// `active`, `canceled`, `expired`, `ended`, `past_due`, `upcoming`, `incomplete`, `abandoned`, or a value that
        /// Clerk adds later.
        [concise] status: &str,
        /// The plan's id.
        plan_id: Segment,
        /// The price's id.
        price_id: Segment,
        /// The plan.
        [concise] plan: Plan,
        /// `month` or `annual`.
        [concise] plan_period: &str,
        /// Who pays.
        payer_id: Segment,
        /// Who pays, with a name.
        payer: Payer,
        /// Whether it is a free trial.
        [concise] is_free_trial: bool,
        /// The next payment for it.
        next_payment: NextPayment,
        /// What was paid for it so far.
        lifetime_paid: Money,
        /// When the current period started.
        period_start: UnixMillis,
        /// When the current period ends.
        [concise] period_end: UnixMillis,
        /// When it was canceled.
        [concise] canceled_at: UnixMillis,
        /// When its payment became overdue.
        [concise] past_due_at: UnixMillis,
        /// When it ended.
        [concise] ended_at: UnixMillis,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// A plan that users or organizations can subscribe to.
    Plan as "commerce_plan" {
        /// The plan's id.
        [concise] id: Segment,
        /// The name.
        [concise] name: &str,
        /// The readable name in URLs.
        [concise] slug: &str,
        /// The description.
        description: &str,
        /// The price of a month.
        [concise] fee: Money,
        /// The price of a month if a year is paid at once.
        annual_monthly_fee: Money,
        /// The price of a year.
        annual_fee: Money,
        /// Whether everyone without another plan has it.
        is_default: bool,
        /// Whether it is paid for again in every period.
        is_recurring: bool,
        /// Whether everyone can see it.
        publicly_visible: bool,
        /// Whether it has a price apart from the number of seats.
        has_base_fee: bool,
        /// Whom it is for: `user` or `org`.
        [concise] for_payer_type: &str,
        /// Whether it can be tried for free.
        free_trial_enabled: bool,
        /// The length of the free trial, in days.
        free_trial_days: i64,
    }
}

resource! {
    /// Who pays for a subscription: a user or an organization.
    Payer as "commerce_payer" {
        /// The payer's id.
        [concise] id: Segment,
        /// The user.
        [concise] user_id: UserId,
        /// The user's first name.
        [concise untrusted] first_name: &str,
        /// The user's last name.
        [concise untrusted] last_name: &str,
        /// The user's email address.
        [concise untrusted] email: &str,
        /// The organization.
        [concise] organization_id: OrganizationId,
        /// The organization's name.
        [concise untrusted] organization_name: &str,
        /// The credit that the payer has.
        credits_balance: Money,
    }
}

resource! {
    /// A payment that is due later.
    NextPayment as "commerce_next_payment" {
        /// When it is due.
        [concise] date: UnixMillis,
        /// The price of the plan, without what is charged per seat.
        [concise] amount: Money,
    }
}

resource! {
    /// An amount of money.
    Money as "commerce_money" {
        /// The amount in the smallest unit of the currency, such as cents.
        amount: i64,
        /// The amount as text, such as `$49.99`.
        [concise] amount_formatted: &str,
        /// The code of the currency, such as `USD`.
        [concise] currency: &str,
        /// The symbol of the currency, such as `$`.
        currency_symbol: &str,
    }
}

resource! {
    /// The credit that a user or an organization has.
    CreditBalance as "commerce_credit_balance" {
        /// The credit; absent if there was never any.
        [concise] balance: Money,
    }
}

resource! {
    /// A change to the credit of a user or an organization.
    CreditLedgerEntry as "commerce_credit_ledger" {
        /// The entry's id.
        [concise] id: Segment,
        /// Whose credit was changed.
        payer_id: Segment,
        /// By how much; negative for a decrease.
        [concise] amount: Money,
        /// What changed it, such as `grant`.
        [concise] source_type: &str,
        /// The id of what changed it.
        source_id: &str,
        /// A note.
        [concise] note: &str,
        /// When it was made, as RFC 3339 text.
        [concise] created_at: &str,
    }
}
