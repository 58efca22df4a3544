namespace CpdCourse.Markup;

/// <summary>What a text may refer to by name, so that rendering needs no database.</summary>
/// <param name="Handles">Handles of personas known to exist, in lower case; <see cref="Render.FindHandles"/> says which ones to look up.</param>
/// <param name="ThingCount">How many Things the course has; "Thing 24" of 23 stays plain text.</param>
/// <param name="Thing">The Thing whose questions <c>{#q1}</c> means; of several the first, null when the text answers none.</param>
/// <param name="Site">The base address of this site; links to it are written as local paths.</param>
public sealed record Names(IReadOnlySet<string> Handles, int ThingCount, int? Thing, Uri Site);
