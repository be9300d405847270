//! Prices, discounts, statements and payments.

use serde_json::{Map, Value};

use super::super::ids::{Segment, UserId};
use super::super::times::UnixMillis;
use super::{Money, Payer, SubscriptionItem};

resource! {
    /// A price of a plan.
    Price as "commerce_price" {
        /// The price's id.
        [concise] id: Segment,
        /// The plan.
        [concise] plan_id: Segment,
        /// The amount per month.
        [concise] fee: Money,
        /// The amount per month if a year is paid at once.
        [concise] annual_monthly_fee: Money,
        /// The description.
        [concise] description: &str,
        /// Whether new subscribers get this price.
        [concise] is_default: bool,
        /// `month`, `annual`, `both`, or a value that Clerk adds later.
        [concise] supported_billing_periods: &str,
        /// When it was created.
        [concise] created_at: UnixMillis,
    }
}

resource! {
    /// The change of a subscription item to another price.
    PriceTransition as "commerce_price_transition" {
        /// The item with the new price.
        [concise] subscription_item: SubscriptionItem,
    }
}

resource! {
    /// A discount on a subscription item.
    DiscountRedemption as "commerce_discount_redemption" {
        /// The id.
        [concise] id: Segment,
        /// The subscription item.
        [concise] subscription_item_id: Segment,
        /// The discount.
        [concise] discount_id: Segment,
        /// The name of the discount.
        [concise] name: &str,
        /// Where it comes from: `promotion`, `manual`, `promo_code`, or a value that Clerk adds later.
        source: &str,
        /// `percentage`, `fixed_amount`, or a value that Clerk adds later.
        effect: &str,
        /// The percentage.
        [concise] percent_off: f64,
        /// The fixed amount.
        [concise] amount_off: Money,
        /// How many more billing periods it applies to.
        [concise] cycles_remaining: i64,
        /// `active`, `exhausted`, `removed`, or a value that Clerk adds later.
        [concise] status: &str,
        /// When it was applied.
        [concise] redeemed_at: UnixMillis,
        /// The user who applied it.
        redeemed_by: UserId,
    }
}

resource! {
    /// A statement: what a payer was charged in one period.
    Statement as "commerce_statement" {
        /// The statement's id.
        [concise] id: Segment,
        /// Its date.
        [concise] timestamp: UnixMillis,
        /// Who pays.
        [concise] payer: Payer,
        /// `open`, `closed`, or a value that Clerk adds later.
        [concise] status: &str,
        /// The sums.
        [concise] totals: StatementTotals,
        /// The payments, in groups.
        groups: Vec<StatementGroup>,
    }
}

resource! {
    /// The sums of a statement. It has no `object`.
    StatementTotals as "commerce_totals" {
        /// What is to be paid.
        [concise] grand_total: Money,
        /// Before taxes.
        subtotal: Money,
        /// The base fee.
        base_fee: Money,
        /// The taxes.
        [concise] tax_total: Money,
    }
}

resource! {
    /// The payments of a statement at one time.
    StatementGroup as "commerce_statement_group" {
        /// The time.
        [concise] timestamp: UnixMillis,
        /// The payments.
        [concise] items: Vec<Payment>,
    }
}

resource! {
    /// An attempt to collect a payment.
    Payment as "commerce_payment" {
        /// The payment's id.
        [concise] id: Segment,
        /// `checkout`, `recurring`, or a value that Clerk adds later.
        [concise] charge_type: &str,
        /// Who pays.
        payer: Payer,
        /// The amount.
        [concise] amount: Money,
        /// The subscription item.
        [concise] subscription_item_id: Segment,
        /// The card or account.
        payment_method: &Map<String, Value>,
        /// The statement.
        [concise] statement_id: Segment,
        /// `pending`, `paid`, `failed`, or a value that Clerk adds later.
        [concise] status: &str,
        /// When it was paid.
        [concise] paid_at: UnixMillis,
        /// When it failed.
        [concise] failed_at: UnixMillis,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}
