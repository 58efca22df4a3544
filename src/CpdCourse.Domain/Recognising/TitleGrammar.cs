namespace CpdCourse.Domain.Recognising;

/// <summary>A Thing that a title names.</summary>
/// <param name="Number">Its number.</param>
/// <param name="IsSure">False where the words may mean something else.</param>
internal sealed record NamedThing(int Number, bool IsSure);

/// <summary>
/// "Thing" or "Things", then a number, a list or a range, in digits, words or Roman numerals: "Things 6 &amp; 7", "Thing Two", "#cpd23 Thing 5", "things 10–12".
/// What is merely counted is none: "23 Things", "12 things I learned", "Thing 5 weeks".
/// </summary>
internal sealed class TitleGrammar
{
    // Nobody answers so many in one post; who names them looks back.
    private const int LongestRange = 8;

    private readonly IReadOnlyList<TitleToken> tokens;
    private readonly int last;
    private readonly NumberList lists;

    private TitleGrammar(IReadOnlyList<TitleToken> tokens, int last)
    {
        this.tokens = tokens;
        this.last = last;
        lists = new NumberList(tokens, last);
    }

    /// <summary>The Things named, each once and in the title's order.</summary>
    /// <param name="title">Plain text.</param>
    /// <param name="last">The highest number of a Thing, which the course's own name contains.</param>
    public static IReadOnlyList<NamedThing> Read(string title, int last)
    {
        var words = TitleToken.Read(title);
        if (IsPlay(words))
        {
            return [];
        }

        var grammar = new TitleGrammar(words, last);
        var found = Enumerable.Range(0, words.Count).SelectMany(grammar.At).ToList();
        return
        [
            .. (found.Count > 0 ? found : grammar.Bare()).GroupBy(t => t.Number).Select(Surest),
        ];
    }

    // Dr Seuss has a Thing One and a Thing Two.
    private static bool IsPlay(IReadOnlyList<TitleToken> words) =>
        words.Any(t => t.Is("seuss"))
        || (words.Any(t => t.Is("cat")) && words.Any(t => t.Is("hat")));

    private static NamedThing Surest(IGrouping<int, NamedThing> named) =>
        new(named.Key, named.Any(n => n.IsSure));

    private IEnumerable<NamedThing> At(int head)
    {
        var isPlural = tokens[head].Is("things");
        if (!isPlural && !tokens[head].Is("thing"))
        {
            return [];
        }

        var count = Count(head);
        if ((count is not null && isPlural && count != last) || IsFigurative(head, isPlural))
        {
            return [];
        }

        var (start, isLoose) = Separated(head + 1);
        var list = lists.Read(start, isPlural, IsMarked);
        if (list.Numbers.Count == 0 || (isLoose && IsWord(list.End)))
        {
            return Before(head);
        }

        var isCourseName = isPlural && count == last;
        if (isCourseName && list.Numbers.Count == 1 && IsWord(list.End))
        {
            return [];
        }

        var isSure =
            (list.Numbers.Count > 1 || !(isLoose || isCourseName))
            && list.Numbers.Count <= LongestRange
            && !IsDoubted(head);
        return list.Numbers.Select(n => n with { IsSure = n.IsSure && isSure });
    }

    /// <summary>"The fifth Thing": to be asked about.</summary>
    private IEnumerable<NamedThing> Before(int head)
    {
        if (IsWord(head + 1) || !(IsMarked || char.IsUpper(tokens[head].Text[0])))
        {
            return [];
        }

        for (var at = Math.Max(0, head - 3); at < head; at++)
        {
            if (
                ThingNumbers.Ordinal(tokens, at) is { } ordinal
                && ordinal.Next == head
                && ordinal.Value >= 2
                && ordinal.Value <= last
            )
            {
                return [new NamedThing(ordinal.Value, IsSure: false)];
            }
        }

        return [];
    }

    /// <summary>"CPD23 #12", "CPD23: 5": the course's short name and a number alone.</summary>
    private IEnumerable<NamedThing> Bare()
    {
        for (var at = 0; at + 1 < tokens.Count; at++)
        {
            var (start, _) = Separated(at + 1);
            if (
                (IsShortName(at) || (Count(at) == last && tokens[at].Is("things")))
                && start < tokens.Count
                && lists.Digits(start) is { } found
                && !IsWord(found.Next)
            )
            {
                return [new NamedThing(found.Value, IsSure: false)];
            }
        }

        return [];
    }

    private bool IsMarked => Enumerable.Range(0, tokens.Count).Any(IsShortName);

    // "cpd23", "#23thingsoxford" is none.
    private bool IsShortName(int at) =>
        at > 0
        && tokens[at].Number == last
        && tokens[at - 1].IsWord
        && (!tokens[at].IsSpaced || tokens[at - 1].Is("cpd"));

    /// <summary>How many things are said to be there: the number right before them, unless it ends the course's short name.</summary>
    private int? Count(int head)
    {
        if (head == 0)
        {
            return null;
        }

        if (tokens[head - 1].Number is { } digits)
        {
            var isName = IsShortName(head - 1) && !tokens[head - 1].IsSpaced;
            return isName ? null : digits;
        }

        for (var at = Math.Max(0, head - 3); at < head; at++)
        {
            if (ThingNumbers.Cardinal(tokens, at) is { } spelled && spelled.Next == head)
            {
                return spelled.Value;
            }
        }

        return null;
    }

    private bool IsFigurative(int head, bool isPlural) =>
        !isPlural
        && head > 0
        && tokens[head].StartsLow
        && (
            tokens[head - 1].IsIn(TitleWords.Figurative)
            || (Count(head) is { } count && count != last)
        );

    private bool IsDoubted(int head)
    {
        for (var at = head - 1; at >= 0 && at >= head - 3 && !tokens[at].IsMark; at--)
        {
            if (tokens[at].IsIn(TitleWords.Doubting))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsWord(int at) => at < tokens.Count && tokens[at].IsWord;

    /// <summary>Goes past what stands between "Thing" and its number: nothing, "#", "no."; a colon or a dash makes it loose.</summary>
    private (int Next, bool IsLoose) Separated(int at)
    {
        var isLoose = false;
        for (var steps = 0; steps < 3 && at < tokens.Count; steps++, at++)
        {
            var token = tokens[at];
            if (token.IsIn(TitleWords.NumberNames))
            {
                if (token.Text.Length <= 2 && !IsNumbered(at + 1))
                {
                    break;
                }
            }
            else if (!token.IsMark || token.Text is "," or "&" or "?" or "!")
            {
                break;
            }
            else if (!token.IsIn(TitleWords.NumberSigns))
            {
                isLoose |= !IsGlued(at);
            }
        }

        return (at, isLoose);
    }

    // "no. 5" and "no 5", but not "no one".
    private bool IsNumbered(int at) =>
        at < tokens.Count
        && (
            tokens[at].Number is not null
            || (
                tokens[at] is { IsMark: true, Text: "." or "#" or "°" }
                && at + 1 < tokens.Count
                && tokens[at + 1].Number is not null
            )
        );

    // "Thing-5", "Thing.5", and the full stop of "no. 5".
    private bool IsGlued(int at) =>
        !tokens[at].IsSpaced
        && at + 1 < tokens.Count
        && (!tokens[at + 1].IsSpaced || tokens[at - 1].IsIn(TitleWords.NumberNames));
}
