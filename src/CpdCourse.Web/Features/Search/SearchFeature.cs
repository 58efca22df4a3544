using CpdCourse.Data;
using CpdCourse.Data.Search;
using CpdCourse.Domain.Conversation;
using CpdCourse.Domain.Courses;
using CpdCourse.Domain.People;
using CpdCourse.Domain.Writing;
using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Features.Search;

internal static class SearchFeature
{
    public static void AddSearch(this IServiceCollection services)
    {
        services.AddScoped<ISearch>(s =>
            s.GetRequiredService<CourseDb>() is var db && db is SqliteCourseDb
                ? new SqliteSearch(db)
                : new PostgresSearch(db)
        );
        services.AddScoped<IndexAll>();
        services.AddScoped<SearchHits>();
        services.AddScoped<SpellingHint>();
        services.React<PostPublished, IndexPost>();
        services.React<PostChanged, IndexPost>();
        services.React<PostWithdrawn, IndexPost>();
        services.React<PostRenderedAnew, IndexPost>();
        services.React<CommentAccepted, IndexComment>();
        services.React<CommentClosed, IndexComment>();
        services.React<CommentReworded, IndexComment>();
        services.React<CommentRenderedAnew, IndexComment>();
        services.React<ThingRevised, IndexThing>();
        services.React<ThingRenderedAnew, IndexThing>();
        services.React<PersonaChanged, IndexPersona>();
    }
}
