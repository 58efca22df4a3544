using CpdCourse.Domain.Common;

namespace CpdCourse.Data.Search;

/// <summary>
/// Finds words in what people wrote. The index holds texts only: who may see a hit is decided when the search is asked, by joining
/// <see cref="Find{T}"/> with the same predicates as every other list.
/// </summary>
public interface ISearch
{
    /// <summary>Takes a text in, in place of an earlier one of the same thing.</summary>
    /// <param name="key">Whose text it is.</param>
    /// <param name="title">Counts for more than the body.</param>
    /// <param name="body">Plain text.</param>
    /// <param name="stop">Ends the wait.</param>
    Task Index<T>(Id<T> key, string title, string body, CancellationToken stop);

    /// <summary>The same for many at once.</summary>
    Task Index<T>(IReadOnlyCollection<SearchText<T>> texts, CancellationToken stop);

    /// <summary>Forgets a text; nothing happens when there is none.</summary>
    Task Remove<T>(Id<T> key, CancellationToken stop);

    /// <summary>All texts of this kind with all the words, unordered; to be joined, ordered and cut in one query.</summary>
    IQueryable<SearchMatch<T>> Find<T>(SearchWords words);

    /// <summary>The places of the body where the words stand, by entry; see <see cref="Snippet"/>.</summary>
    Task<IReadOnlyDictionary<long, Snippet>> Snippets(
        SearchWords words,
        IReadOnlyCollection<long> entries,
        CancellationToken stop
    );
}

/// <summary>A text to be taken in.</summary>
/// <param name="Key">Whose text it is.</param>
/// <param name="Title">Counts for more than the body.</param>
/// <param name="Body">Plain text.</param>
public sealed record SearchText<T>(Id<T> Key, string Title, string Body);

/// <summary>A text with the words.</summary>
public sealed class SearchMatch<T>
{
    /// <summary>Its number in the index, for <see cref="ISearch.Snippets"/>.</summary>
    public long Entry { get; init; }

    /// <summary>Whose text it is.</summary>
    public Id<T> Key { get; init; }

    /// <summary>The lower, the better.</summary>
    public double Rank { get; init; }
}

/// <summary>The name under which texts of a kind are kept.</summary>
internal static class SearchKind
{
    public static string Of<T>() => typeof(T).Name;
}
