"""What is handed out beside the pages: course packages, graded questions, the PDF, slides, an offline archive."""
