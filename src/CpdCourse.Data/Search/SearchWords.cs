using System.Text;
using CpdCourse.Domain.Common;

namespace CpdCourse.Data.Search;

/// <summary>
/// What somebody typed into a search box, taken apart before a database sees it: words, and phrases in quotation marks. Operators of either database's
/// query language are words like any other.
/// </summary>
public sealed record SearchWords
{
    /// <summary>Longest search, in characters.</summary>
    public const int Limit = 200;

    /// <summary>Fewest letters and digits worth a search.</summary>
    public const int Fewest = 2;

    private const int MostPhrases = 20;
    private const string Quotes = "\"“”„«»";

    private SearchWords(IReadOnlyList<string> phrases) => Phrases = phrases;

    /// <summary>Words and phrases, without quotation marks.</summary>
    public IReadOnlyList<string> Phrases { get; }

    /// <summary>True when there is too little to look for.</summary>
    public bool IsTooShort => Phrases.Sum(p => p.EnumerateRunes().Count(IsOfWord)) < Fewest;

    /// <summary>Reads what was typed.</summary>
    public static SearchWords Read(string? typed)
    {
        var line = Text.Line(typed);
        var phrases = line[..Math.Min(line.Length, Limit)]
            .Split(Quotes.ToCharArray())
            .SelectMany((part, i) => i % 2 == 1 ? [part] : part.Split(' '))
            .Select(part => part.Trim())
            .Where(part => part.EnumerateRunes().Any(IsOfWord))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MostPhrases);
        return new SearchWords([.. phrases]);
    }

    /// <summary>All phrases, each in quotation marks: in FTS5's language a list of strings that must all occur.</summary>
    internal string AllQuoted()
    {
        var query = new StringBuilder();
        foreach (var phrase in Phrases)
        {
            // No phrase holds a quotation mark; doubling it all the same keeps this line right by itself.
            query
                .Append(query.Length > 0 ? " " : "")
                .Append('"')
                .Append(phrase.Replace("\"", "\"\"", StringComparison.Ordinal))
                .Append('"');
        }

        return query.ToString();
    }

    private static bool IsOfWord(Rune rune) => Rune.IsLetterOrDigit(rune);
}
