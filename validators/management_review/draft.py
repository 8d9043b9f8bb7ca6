from iso20k.judging.drafting import nothing_known as draft
