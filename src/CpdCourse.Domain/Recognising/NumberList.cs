namespace CpdCourse.Domain.Recognising;

/// <summary>Reads the numbers behind "Thing": one, a list or a range.</summary>
internal sealed class NumberList(IReadOnlyList<TitleToken> tokens, int last)
{
    /// <summary>The numbers and the place behind them.</summary>
    public sealed record Found(IReadOnlyList<NamedThing> Numbers, int End);

    private enum Manner
    {
        Digits,
        Words,
        Roman,
    }

    private sealed record Item(int Value, int Next, Manner Manner, bool IsSure = true);

    public Found Read(int start, bool isPlural, bool isMarked)
    {
        if (First(start, isPlural, isMarked) is not { } first)
        {
            return new Found([], start);
        }

        var numbers = new List<NamedThing> { new(first.Value, first.IsSure) };
        var (item, end) = (first, first.Next);
        while (Following(item, end, isPlural, numbers.Count) is { } next)
        {
            if (next.IsRange)
            {
                numbers.AddRange(
                    Enumerable
                        .Range(item.Value + 1, next.Item.Value - item.Value - 1)
                        .Select(n => new NamedThing(n, next.Item.IsSure))
                );
            }

            numbers.Add(new NamedThing(next.Item.Value, next.Item.IsSure));
            (item, end) = (next.Item, next.Item.Next);
        }

        return new Found(numbers, end);
    }

    /// <summary>A number in digits that can be a Thing's.</summary>
    public (int Value, int Next)? Digits(int at) =>
        InDigits(at) is { } item ? (item.Value, item.Next) : null;

    private Item? First(int at, bool isPlural, bool isMarked)
    {
        var item = InDigits(at) ?? InWords(at) ?? InRoman(at, isMarked) ?? AsOrdinal(at);
        if (item is null || !IsSpacedWord(item.Next))
        {
            return item;
        }

        var word = tokens[item.Next];
        var isTextSpeak =
            item is { Manner: Manner.Digits, Value: 2 or 4 or 8 }
            && word.IsIn(TitleWords.AfterTextSpeak);
        return isTextSpeak ? null
            : IsMonth(item.Next)
            || (
                isPlural
                && word.StartsLow
                && !word.IsIn(TitleWords.And)
                && !word.IsIn(TitleWords.To)
            )
                ? item with
                {
                    IsSure = false,
                }
            : item;
    }

    private (Item Item, bool IsRange)? Following(Item item, int at, bool isPlural, int count)
    {
        if (at >= tokens.Count)
        {
            return null;
        }

        var isRange = tokens[at].IsIn(TitleWords.To);
        if (!isRange && !tokens[at].IsIn(TitleWords.And))
        {
            return null;
        }

        // ", and" is one connection.
        var next = at + 1;
        next += !isRange && next < tokens.Count && tokens[next].IsIn(TitleWords.And) ? 1 : 0;
        var isRepeated =
            next < tokens.Count && (tokens[next].Is("thing") || tokens[next].Is("things"));
        next += isRepeated ? 1 : 0;
        next += next < tokens.Count && tokens[next].Text == "#" ? 1 : 0;
        if (
            Same(item.Manner, next) is not { } found
            || IsMonth(found.Next)
            || IsAnotherMatter(item, found, at, isPlural)
        )
        {
            return null;
        }

        if (isRange)
        {
            // A dash between spaces parts a title from what follows, unless "Things" were promised.
            var isParting = tokens[at].IsIn(TitleWords.Dashes) && tokens[next].IsSpaced;
            return
                found.Value <= item.Value || (isParting && (!isPlural || count > 1 || isRepeated))
                ? null
                : (found with { IsSure = item.IsSure && !isRepeated }, true);
        }

        var isDoubtful =
            (!isPlural && !isRepeated && IsSpacedWord(found.Next) && !IsListed(found.Next))
            || (tokens[at].Text == "/" && found.Value <= item.Value);
        return (found with { IsSure = found.IsSure && !isDoubtful }, false);
    }

    // "12/23" is the twelfth of 23; "12/7/2011" a day.
    private bool IsAnotherMatter(Item item, Item found, int at, bool isPlural) =>
        tokens[at].Text == "/"
        && (
            (found.Value == last && !isPlural && item.Value < last - 1)
            || (
                !isPlural
                && found.Next + 1 < tokens.Count
                && tokens[found.Next].Text == "/"
                && tokens[found.Next + 1].Number is not null
            )
        );

    private Item? Same(Manner manner, int at) =>
        manner switch
        {
            Manner.Digits => InDigits(at),
            Manner.Words => InWords(at),
            _ => InRoman(at, isMarked: true),
        };

    private Item? InDigits(int at)
    {
        if (at >= tokens.Count || tokens[at].Number is not { } value || value < 1 || value > last)
        {
            return null;
        }

        var next = at + 1;
        var isSure = true;
        if (next < tokens.Count && !tokens[next].IsSpaced)
        {
            if (tokens[next].IsWord && tokens[next].Text.Length == 1)
            {
                // "5b" is the second post about Thing 5; "4G" and "3D" are not.
                if (tokens[next].Text.ToLowerInvariant() is not ("a" or "b" or "c"))
                {
                    return null;
                }

                isSure = tokens[next].StartsLow;
                next++;
            }
            else if (Touches(next) is { } touching)
            {
                if (touching.IsWrong)
                {
                    return null;
                }

                isSure = touching.IsSure;
                next = touching.Next;
            }
        }

        return IsCount(next) ? null : new Item(value, next, Manner.Digits, isSure);
    }

    /// <summary>What stands right behind a number without a space: "2.0", "3:30", "20%", "1st", "½".</summary>
    private (bool IsWrong, bool IsSure, int Next)? Touches(int at)
    {
        var token = tokens[at];
        if (token.IsWord)
        {
            return token.IsIn(TitleWords.And) || token.IsIn(TitleWords.To)
                ? null
                : (true, false, at);
        }

        var decimals =
            at + 1 < tokens.Count && !tokens[at + 1].IsSpaced ? tokens[at + 1].Number : null;
        return token.Text switch
        {
            "." when decimals is > 0 and < 10 => (false, false, at + 2),
            "." or ":" when decimals is not null => (true, false, at),
            "," when decimals > 99 => (true, false, at),
            "%" or "$" or "€" or "£" or "°" or "½" or "¼" or "¾" or "⅓" => (true, false, at),
            _ => null,
        };
    }

    private Item? InWords(int at)
    {
        if (
            ThingNumbers.Cardinal(tokens, at) is not { } spelled
            || spelled.Value < 1
            || spelled.Value > last
            || IsCount(spelled.Next)
        )
        {
            return null;
        }

        // "The thing one should know".
        return
            spelled.Value == 1
            && IsSpacedWord(spelled.Next)
            && tokens[spelled.Next].StartsLow
            && !IsListed(spelled.Next)
            ? null
            : new Item(spelled.Value, spelled.Next, Manner.Words);
    }

    private Item? InRoman(int at, bool isMarked)
    {
        if (
            at >= tokens.Count
            || !tokens[at].IsWord
            || !tokens[at].IsSpaced
            || ThingNumbers.Roman(tokens[at].Text) is not { } value
            || value > last
        )
        {
            return null;
        }

        var isProper = tokens[at].Text.All(char.IsUpper);
        var isFollowed = IsSpacedWord(at + 1) && !IsListed(at + 1);
        var isLetter = tokens[at].Text.Length == 1;
        // "Things I love", "the thing vi does".
        return isFollowed && (isLetter || !isProper) || (isLetter && !isProper) || IsCount(at + 1)
            ? null
            : new Item(value, at + 1, Manner.Roman, IsSure: !isLetter || isMarked);
    }

    // "Thing the Fifth".
    private Item? AsOrdinal(int at) =>
        at < tokens.Count
        && tokens[at].Is("the")
        && ThingNumbers.Ordinal(tokens, at + 1) is { } ordinal
        && ordinal.Value >= 1
        && ordinal.Value <= last
        && !(IsSpacedWord(ordinal.Next) && tokens[ordinal.Next].StartsLow)
            ? new Item(ordinal.Value, ordinal.Next, Manner.Words)
            : null;

    private bool IsCount(int at) => IsSpacedWord(at) && tokens[at].IsIn(TitleWords.Counted);

    private bool IsMonth(int at) =>
        IsSpacedWord(at) && !tokens[at].StartsLow && tokens[at].IsIn(TitleWords.Months);

    private bool IsListed(int at) =>
        tokens[at].IsIn(TitleWords.And) || tokens[at].IsIn(TitleWords.To);

    private bool IsSpacedWord(int at) =>
        at < tokens.Count && tokens[at].IsWord && tokens[at].IsSpaced;
}
