namespace CpdCourse.Domain.Recognising;

/// <summary>Numbers that are spelled: "seven", "twenty-two", "Fifth", "XIV".</summary>
internal static class ThingNumbers
{
    private static readonly string[] Small =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];

    private static readonly string[] Ordinals =
    [
        "zeroth",
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty"];

    /// <summary>The number spelled at a place and the place behind it; null when there is none.</summary>
    public static (int Value, int Next)? Cardinal(IReadOnlyList<TitleToken> tokens, int at) =>
        Spelled(tokens, at, Small, tens => tens);

    /// <summary>The same for "fifth", "5th" and "twenty-third".</summary>
    public static (int Value, int Next)? Ordinal(IReadOnlyList<TitleToken> tokens, int at) =>
        at + 1 < tokens.Count
        && tokens[at].Number is { } number
        && !tokens[at + 1].IsSpaced
        && (
            tokens[at + 1].Is("st")
            || tokens[at + 1].Is("nd")
            || tokens[at + 1].Is("rd")
            || tokens[at + 1].Is("th")
        )
            ? (number, at + 2)
            : Spelled(tokens, at, Ordinals, tens => tens[..^1] + "ieth");

    /// <summary>The value of a Roman number up to XXXIX in its one proper spelling; null for anything else.</summary>
    public static int? Roman(string word)
    {
        var rest = word.ToUpperInvariant();
        var tens = rest.TakeWhile(c => c == 'X').Count();
        var ones = Array.IndexOf(
            ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"],
            rest[tens..]
        );
        return tens <= 3 && ones >= 0 && tens + ones > 0 ? (tens * 10) + ones : null;
    }

    private static (int Value, int Next)? Spelled(
        IReadOnlyList<TitleToken> tokens,
        int at,
        string[] small,
        Func<string, string> whole
    )
    {
        if (at >= tokens.Count || !tokens[at].IsWord)
        {
            return null;
        }

        var word = tokens[at].Text.ToLowerInvariant();
        if (Array.IndexOf(small, word) is var value and >= 0)
        {
            return (value, at + 1);
        }

        for (var i = 0; i < Tens.Length; i++)
        {
            var tens = (i + 2) * 10;
            if (word == Tens[i] && Ones(tokens, at + 1, small) is { } ones)
            {
                return (tens + ones.Value, ones.Next);
            }

            if (word == whole(Tens[i]))
            {
                return (tens, at + 1);
            }

            if (
                word.StartsWith(Tens[i], StringComparison.Ordinal)
                && Array.IndexOf(small, word[Tens[i].Length..]) is var glued and > 0 and < 10
            )
            {
                return (tens + glued, at + 1);
            }
        }

        return null;
    }

    private static (int Value, int Next)? Ones(
        IReadOnlyList<TitleToken> tokens,
        int at,
        string[] small
    )
    {
        at += at < tokens.Count && tokens[at] is { IsMark: true, Text: "-" or "‑" or "–" } ? 1 : 0;
        return
            at < tokens.Count
            && Array.IndexOf(small, tokens[at].Text.ToLowerInvariant())
                is var value
                    and > 0
                    and < 10
            ? (value, at + 1)
            : null;
    }
}
