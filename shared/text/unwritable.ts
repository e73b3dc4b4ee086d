/** What neither HTML nor XML 1.0 can hold, and the other controls with it. For `replace`. */
export const UNWRITABLE = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu;
