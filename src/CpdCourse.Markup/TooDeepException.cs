namespace CpdCourse.Markup;

/// <summary>A Markdown text nests too deeply to be rendered; the message is a sentence for its writer, whose text must be kept.</summary>
public sealed class TooDeepException : Exception
{
    private const string Sentence =
        "This text puts too many lists, quotes, brackets or marks inside one another. Please make it flatter and try again.";

    /// <summary>With the sentence for the writer.</summary>
    public TooDeepException()
        : base(Sentence) { }

    /// <summary>With another sentence.</summary>
    public TooDeepException(string message)
        : base(message) { }

    /// <summary>With the sentence for the writer and what the Markdown parser said.</summary>
    public TooDeepException(Exception innerException)
        : base(Sentence, innerException) { }

    /// <summary>With another sentence and what the Markdown parser said.</summary>
    public TooDeepException(string message, Exception innerException)
        : base(message, innerException) { }
}
